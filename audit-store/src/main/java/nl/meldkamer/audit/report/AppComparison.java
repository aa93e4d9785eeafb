package nl.meldkamer.audit.report;

import java.time.Instant;
import java.util.List;

/**
 * What the app's own tables say there should be of a period, against what is recorded. It is of the moment at which it
 * was made: the app may change its rows, and made again it can say something else.
 *
 * @param at when the app's tables were read
 * @param processes what was modified in the period, by process
 * @param unread tables that could not be read: of these nothing is known
 */
public record AppComparison(Instant at, List<Expected> processes, long unread) {

    /** Events of a process that the app's tables say there must be, and those that are recorded. */
    public record Expected(String name, long expected, long recorded) {}

    public AppComparison {
        processes = List.copyOf(processes);
    }
}

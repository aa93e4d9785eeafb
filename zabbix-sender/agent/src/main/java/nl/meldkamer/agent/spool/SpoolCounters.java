package nl.meldkamer.agent.spool;

import java.util.Map;

/**
 * What happened since the spool was opened.
 *
 * @param appended samples that were stored
 * @param dropped samples that were lost, by reason; every reason is there
 */
public record SpoolCounters(long appended, Map<DropReason, Long> dropped) {

    public SpoolCounters {
        dropped = Map.copyOf(dropped);
    }
}

package nl.meldkamer.agent.collect;

import java.util.List;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.sender.Sample;

/**
 * What one run of a group gave.
 *
 * @param samples the discovery and errors of items where they are due, and values
 * @param withoutValue keys of items that have none now, which is no error: a ratio over nothing, the age of what is not
 *     there
 */
public record Round(GroupStatus status, List<Sample> samples, List<String> withoutValue) {

    public Round {
        samples = List.copyOf(samples);
        withoutValue = List.copyOf(withoutValue);
    }
}

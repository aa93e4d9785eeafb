package nl.meldkamer.agent.collect;

import java.util.List;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.sender.Sample;

/**
 * What one run of a group gave.
 *
 * @param samples values, errors of items that have none, and the discovery when it is due
 */
public record Round(GroupStatus status, List<Sample> samples) {

    public Round {
        samples = List.copyOf(samples);
    }
}

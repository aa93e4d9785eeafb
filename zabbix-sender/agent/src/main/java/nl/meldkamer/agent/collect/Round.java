package nl.meldkamer.agent.collect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.sender.Sample;

/**
 * What one run of a group gave.
 *
 * @param discovered what the group's LLD rule is to be told, if it has one and was answered
 * @param samples values, and errors of items where they are due
 * @param withoutValue keys of items that have none now, which is no error: a ratio over nothing, the age of what is not
 *     there
 */
public record Round(
        GroupStatus status, Optional<Discovered> discovered, List<Sample> samples, List<String> withoutValue) {

    public Round {
        samples = List.copyOf(samples);
        withoutValue = List.copyOf(withoutValue);
    }

    /** All that Zabbix could be told: first what makes the items, then what goes in them. */
    public List<Sample> everything() {
        return Stream.concat(discovered.map(Discovered::sample).stream(), samples.stream())
                .toList();
    }
}

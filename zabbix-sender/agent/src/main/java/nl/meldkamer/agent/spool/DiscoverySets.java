package nl.meldkamer.agent.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.meldkamer.sender.Sample;

/**
 * What each LLD rule has to be told. A rule takes its entities from one value, and lets those go that the next value
 * lacks; yet several producers may feed it, each knowing its own entities only, and a restart knows none. So the last
 * full set of each producer is on disk, and a rule's value is all of them together. A producer that fails says nothing
 * and its entities stay; they go when its next full set lacks them, or when it is {@linkplain #retain forgotten}.
 * Thread-safe.
 */
public final class DiscoverySets {

    static final Duration REPEAT = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Spool spool;
    private final DiscoveryTable table;
    private final InstantSource clock;

    DiscoverySets(Spool spool, DiscoveryTable table, InstantSource clock) {
        this.spool = spool;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Takes a producer's full set, which replaces its last one, and spools the rule's value if that is to be sent: it
     * has changed, or was last sent an hour ago. Both or neither survive a crash.
     *
     * @param entities each from LLD macro to value; may be empty; order and repetition do not matter
     * @param clock of the rule's value, seconds since 1970
     * @param ns of the rule's value
     * @return what was spooled
     * @throws SpoolException as {@link Spool#append} does; then the set is not remembered either
     */
    public Optional<Sample> report(
            String host, String rule, String producer, Collection<Map<String, String>> entities, long clock, int ns) {
        String lines = String.join("\n", sorted(entities));
        return GroupCommit.await(spool.store(1, () -> {
                    table.remember(host, rule, producer, lines);
                    String value = value(table.all(host, rule));
                    if (!isDue(table.announced(host, rule), value)) return List.of();
                    table.announce(host, rule, value, this.clock.instant().getEpochSecond());
                    return List.of(Sample.of(host, rule, value, clock, ns));
                }))
                .stream()
                .findFirst();
    }

    /** The rule's value: the last full sets of all its producers together. */
    public String value(String host, String rule) {
        return GroupCommit.await(spool.write(() -> value(table.all(host, rule))));
    }

    /** Forgets all producers but these, as after a change of the catalogue; their entities go with the next report. */
    public void retain(Collection<String> producers) {
        List<String> kept = List.copyOf(producers);
        GroupCommit.await(spool.write(() -> table.retain(kept)));
    }

    private boolean isDue(Optional<DiscoveryTable.Announced> last, String value) {
        if (last.isEmpty() || !last.get().value().equals(value)) return true;
        Duration since =
                Duration.ofSeconds(clock.instant().getEpochSecond() - last.get().at());
        return since.isNegative() || since.compareTo(REPEAT) >= 0;
    }

    private static NavigableSet<String> sorted(Collection<Map<String, String>> entities) {
        NavigableSet<String> sorted = new TreeSet<>();
        for (Map<String, String> entity : entities) sorted.add(json(entity));
        return sorted;
    }

    private static String value(List<String> sets) {
        NavigableSet<String> union = new TreeSet<>();
        for (String set : sets) set.lines().forEach(union::add);
        return "[" + String.join(",", union) + "]";
    }

    private static String json(Map<String, String> entity) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(entity));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an entity is a map from text to text", e);
        }
    }
}

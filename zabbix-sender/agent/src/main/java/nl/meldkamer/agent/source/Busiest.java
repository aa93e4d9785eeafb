package nl.meldkamer.agent.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.agent.state.Memory;

/**
 * Times by name, for the names that matter: those that were among the 20 most frequent of a run within the last day, at
 * most 50, so that the set does not change with every run. Remembers {@code shown/NAME} with the second of the last such
 * run.
 */
final class Busiest {

    static final int MOST_SHOWN = 50;
    private static final int TOP = 20;
    private static final int MOST_NAMES = 300;
    private static final Duration KEPT = Duration.ofDays(1);

    /** Two times of each thing: how long it took, and how long it waited before. */
    record Times(Durations took, Durations waited) {}

    private final Map<String, Times> byName = new HashMap<>();

    /** Beyond 300 names in a run all others count as one. */
    void add(String name, long tookMicros, long waitedMicros) {
        String kept = byName.size() < MOST_NAMES || byName.containsKey(name) ? name : PathNames.OTHER;
        Times times = byName.computeIfAbsent(kept, ignored -> new Times(new Durations(), new Durations()));
        times.took().add(tookMicros);
        times.waited().add(waitedMicros);
    }

    /** What a name counted in this run; nothing for one that did not occur. */
    Times times(String name) {
        return byName.getOrDefault(name, new Times(new Durations(), new Durations()));
    }

    /** The names to show, in alphabetical order. */
    List<String> shown(Instant now, Memory memory) {
        String second = second(now);
        top().forEach(name -> memory.put("shown/" + name, second));
        Map<String, String> remembered = memory.startingWith("shown/");
        List<String> kept = remembered.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(second(now.minus(KEPT))) >= 0)
                .sorted(Map.Entry.<String, String>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> -times(entry.getKey()).took().count()))
                .limit(MOST_SHOWN)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        remembered.keySet().stream()
                .filter(name -> !kept.contains(name))
                .forEach(name -> memory.remove("shown/" + name));
        return kept;
    }

    private Stream<String> top() {
        return byName.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Times> entry) ->
                                -entry.getValue().took().count())
                        .thenComparing(Map.Entry::getKey))
                .limit(TOP)
                .map(Map.Entry::getKey);
    }

    private static String second(Instant at) {
        return String.format(Locale.ROOT, "%012d", Math.max(0, at.getEpochSecond()));
    }
}

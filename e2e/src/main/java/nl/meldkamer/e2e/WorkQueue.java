package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A queue of background jobs as it stands.
 *
 * @param waiting when each waiting job was put in, oldest first
 * @param started jobs at work whose worker is alive
 * @param stuck jobs at work whose worker has not been heard of
 */
record WorkQueue(
        String name,
        List<Instant> waiting,
        int started,
        int stuck,
        int failed,
        int deferred,
        int scheduled,
        int workers) {

    static final List<String> NAMES = List.of("short", "default", "long");

    WorkQueue {
        waiting = List.copyOf(waiting);
    }

    /** The queues of a site on which work gets done; in trouble they have run up. */
    static List<WorkQueue> invent(Health health, Instant now) {
        return List.of(
                new WorkQueue("short", ages(now, health.troubles(30)), 1, 0, 0, 0, 0, 2),
                new WorkQueue("default", ages(now, 3), 1, health.troubles(2), 1 + health.troubles(6), 2, 4, 2),
                new WorkQueue("long", ages(now, 1 + health.troubles(4)), 0, 0, 2, 0, 1, 1 - health.troubles(1)));
    }

    private static List<Instant> ages(Instant now, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> now.minus(Duration.ofSeconds(20L + 7L * (count - i))))
                .toList();
    }

    /** What the items of these queues have to say. */
    static SortedMap<String, BigDecimal> truth(List<WorkQueue> queues, Instant now) {
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        queues.forEach(queue -> queue.addTo(values, now));
        return values;
    }

    private void addTo(SortedMap<String, BigDecimal> values, Instant now) {
        put(values, "ver.queue.length", waiting.size());
        put(values, "ver.queue.started", started + stuck);
        put(values, "ver.queue.stuck", stuck);
        put(values, "ver.queue.failed", failed);
        put(values, "ver.queue.deferred", deferred);
        put(values, "ver.queue.scheduled", scheduled);
        put(values, "ver.workers", workers);
        long busy = Math.min(started, workers);
        put(values, "ver.workers.busy", busy);
        if (workers > 0) put(values, "ver.workers.busy.pct", 100 * busy / workers);
        put(
                values,
                "ver.queue.oldest",
                waiting.stream().findFirst().map(since -> age(since, now)).orElse(0L));
    }

    private static long age(Instant since, Instant now) {
        return Duration.between(since, now).toSeconds();
    }

    private void put(SortedMap<String, BigDecimal> values, String key, long value) {
        values.put(key + "[" + name + "]", BigDecimal.valueOf(value));
    }
}

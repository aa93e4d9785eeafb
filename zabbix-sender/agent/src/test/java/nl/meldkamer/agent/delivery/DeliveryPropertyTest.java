package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import nl.meldkamer.agent.spool.DeadLetter;
import nl.meldkamer.agent.spool.SettableClock;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a server, a network and a kill do, in any order: every sample is in the history once, or among the dead
 * letters with a reason; and the values of an item arrived in the order in which they were spooled.
 */
class DeliveryPropertyTest {

    private static final int LANES = 2;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private long nanoTime;
    private int incarnation;

    static LongStream seeds() {
        long first = Long.getLong("meldkamer.seed", System.nanoTime());
        return LongStream.range(first, first + Integer.getInteger("meldkamer.rounds", 12));
    }

    @ParameterizedTest(name = "-Dmeldkamer.seed={0}")
    @MethodSource("seeds")
    void everySampleArrivesOnceInOrderOrIsADeadLetter(long seed) throws Exception {
        run(new SplittableRandom(seed));
    }

    private void run(SplittableRandom random) throws Exception {
        Map<String, Long> appearsAt = new HashMap<>();
        Predicate<Sample> takes = sample -> nanoTime >= appearsAt.getOrDefault(sample.key(), 0L)
                && !sample.value().equals("bad");
        ModelZabbix zabbix = new ModelZabbix(takes, random.nextBoolean());
        zabbix.failAtRandom(random.split(), random.nextDouble() * 0.6);
        zabbix.beforeEach = () -> pass(Duration.ofMillis(random.nextInt(400)));
        for (int item = 0; item < 4; item++)
            appearsAt.put(
                    "late" + item, Duration.ofSeconds(random.nextInt(2000)).toNanos());
        appearsAt.put("never", Long.MAX_VALUE);
        List<Sample> made = new ArrayList<>();
        Running running = new Running(directory.resolve("0"), zabbix, random);
        for (int round = 0; round < 150; round++) {
            running.spool.append(produce(random, made));
            for (int step = random.nextInt(6); step > 0; step--) running.step(random.nextInt(LANES));
            if (random.nextInt(4) == 0) pass(Duration.ofSeconds(random.nextInt(30)));
            if (random.nextInt(30) == 0) running = running.killAndRestart(produce(random, made));
        }
        zabbix.failAtRandom(random, 0);
        for (int step = 0; running.spool.outbox("main").waiting() > 0; step++) {
            assertThat(step).as("steps to drain").isLessThan(20_000);
            for (int lane = 0; lane < LANES; lane++) running.step(lane);
            pass(Duration.ofMillis(500));
            for (Lane lane : running.lanes) lane.settle();
        }
        check(made, zabbix.history, running.dead());
        running.end();
    }

    private static void check(List<Sample> made, List<Sample> history, List<DeadLetter> dead) {
        assertThat(dead).allMatch(letter -> letter.reason().contains("Zabbix rejected it"));
        List<Sample> buried = dead.stream().map(DeadLetter::sample).toList();
        assertThat(history).doesNotHaveDuplicates();
        List<Sample> all = new ArrayList<>(history);
        all.addAll(buried);
        assertThat(all).containsExactlyInAnyOrderElementsOf(made);
        Set<Sample> given = Set.copyOf(buried);
        List<Sample> expected =
                made.stream().filter(one -> !given.contains(one)).toList();
        assertThat(orderByItem(history)).isEqualTo(orderByItem(expected));
        assertThat(buried)
                .allMatch(one -> one.value().equals("bad") || !one.key().startsWith("good"));
    }

    /** For each item its samples, by the number that each bears as ns. */
    private static Map<String, List<Integer>> orderByItem(List<Sample> samples) {
        Map<String, List<Integer>> items = new TreeMap<>();
        for (Sample one : samples)
            items.computeIfAbsent(one.host() + " " + one.key(), any -> new ArrayList<>())
                    .add(one.ns());
        return items;
    }

    private List<Sample> produce(SplittableRandom random, List<Sample> made) {
        List<Sample> some = new ArrayList<>();
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            String key = switch (random.nextInt(12)) {
                case 0 -> "never";
                case 1, 2, 3 -> "late" + random.nextInt(4);
                default -> "good" + random.nextInt(20);
            };
            String value = random.nextInt(60) == 0 ? "bad" : "fine";
            some.add(Sample.of(
                    "host" + random.nextInt(3), key, value, clock.instant().getEpochSecond(), made.size()));
            made.add(some.get(some.size() - 1));
        }
        return some;
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
        clock.advance(time);
    }

    private final class Running {

        private final Path place;
        private final ModelZabbix zabbix;
        private final SplittableRandom random;
        final Spool spool;
        final List<Lane> lanes = new ArrayList<>();

        Running(Path place, ModelZabbix zabbix, SplittableRandom random) {
            this.place = place;
            this.zabbix = zabbix;
            this.random = random;
            spool = Spool.open(place, List.of("main"), SpoolLimits.DEFAULT, clock);
            Lane.Common common = new Lane.Common(
                    spool.outbox("main"),
                    zabbix,
                    RejectionReasons.NOT_KNOWN,
                    settings(random),
                    new DeliveryCounters(),
                    new Trouble("main", () -> 0),
                    () -> nanoTime,
                    random);
            for (int lane = 0; lane < LANES; lane++) lanes.add(new Lane(common, lane));
        }

        void step(int lane) {
            lanes.get(lane).step();
        }

        /**
         * What a kill leaves: the files as they are at one moment, on which another process starts. What was sent after
         * that moment reached the server, and nobody knows.
         */
        Running killAndRestart(List<Sample> more) {
            Path copy = directory.resolve(String.valueOf(++incarnation));
            spool.onAppend(() -> copyTo(copy));
            spool.append(more);
            for (int step = random.nextInt(10); step > 0; step--) step(random.nextInt(LANES));
            end();
            return new Running(copy, zabbix, random);
        }

        private void copyTo(Path copy) {
            try {
                Files.createDirectories(copy);
                for (String name : List.of("spool.db", "spool.db-wal"))
                    if (Files.exists(place.resolve(name))) Files.copy(place.resolve(name), copy.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<DeadLetter> dead() {
            return new SpoolOperations(place, clock).dead(Integer.MAX_VALUE);
        }

        void end() {
            lanes.forEach(Lane::close);
            spool.close();
        }
    }

    private static DeliverySettings settings(SplittableRandom random) {
        int firstBatch = 1 + random.nextInt(10);
        return new DeliverySettings(
                LANES,
                firstBatch,
                firstBatch + random.nextInt(20),
                1 + random.nextInt(30),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)),
                new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                sample -> sample.key().startsWith("late"),
                random.nextBoolean() ? 100 : 2);
    }
}

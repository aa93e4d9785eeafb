package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nl.meldkamer.agent.delivery.RejectionReasons.Finding;
import nl.meldkamer.agent.spool.DeadLetter;
import nl.meldkamer.agent.spool.SettableClock;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One lane between a spool and a model of Zabbix, step by step, on a clock that stands still. */
abstract class LaneFixture {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final Set<String> unknownKeys = new HashSet<>();
    final ModelZabbix zabbix = new ModelZabbix(
            sample -> !unknownKeys.contains(sample.key()) && !sample.value().equals("bad"), true);
    final DeliveryCounters counters = new DeliveryCounters();
    private final List<Lane> lanes = new ArrayList<>();
    RejectionReasons reasons = samples -> samples.stream()
            .<Finding>map(sample -> new Finding.Rejected("why: " + sample.key()))
            .toList();
    Spool spool;
    private long nanoTime;
    int ns;

    @BeforeEach
    void open() {
        spool = Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, clock);
    }

    @AfterEach
    void close() {
        lanes.forEach(Lane::close);
        spool.close();
    }

    Lane lane(Sender sender, int firstBatch) {
        DeliverySettings settings = new DeliverySettings(
                1,
                firstBatch,
                Math.max(16, firstBatch),
                100,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                PATIENCE,
                Duration.ofMinutes(10),
                DeliverySettings.DEFAULT.discovered(),
                50);
        Lane lane = new Lane(
                new Lane.Common(
                        spool.outbox("main"),
                        sender,
                        reasons,
                        settings,
                        counters,
                        new Trouble("main", () -> 0),
                        () -> nanoTime,
                        new SplittableRandom(1)),
                0);
        lanes.add(lane);
        return lane;
    }

    /** Until there is nothing that can be sent at this moment. */
    static void drain(Lane lane) {
        assertThat(IntStream.range(0, 10_000).anyMatch(step -> !lane.step().isZero()))
                .isTrue();
        lane.settle();
    }

    void append(String key, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int n = 0; n < count; n++) samples.add(Sample.of("host", key, "fine", 1_772_366_400L, ns++));
        spool.append(samples);
    }

    List<DeadLetter> dead() {
        return new SpoolOperations(directory, clock).dead(1000);
    }

    void pass(Duration time) {
        nanoTime += time.toNanos();
    }
}

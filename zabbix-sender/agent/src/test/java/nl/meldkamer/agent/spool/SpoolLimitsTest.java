package nl.meldkamer.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import nl.meldkamer.agent.spool.SpoolLimits.WhenFull;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

/** What becomes of a spool that is full, or of samples that wait too long. */
class SpoolLimitsTest extends SpoolFixture {

    @Test
    void atItsSizeLimitTheOldestGiveWayAndAreCounted() {
        SpoolLimits limits = limits(1 << 20, WhenFull.DROP_OLDEST);
        try (Spool spool = Spool.open(directory, List.of("main"), limits, clock)) {
            for (int batch = 0; batch < 40; batch++) spool.append(samples("a", batch * 1000, batch * 1000 + 1000));
            List<SpooledSample> left = waiting(spool, "main");
            long dropped = spool.counters().dropped().get(DropReason.OLDEST);
            assertThat(left).isNotEmpty();
            assertThat(dropped).isEqualTo(40_000 - left.size()).isPositive();
            assertThat(left.get(left.size() - 1).sample().value()).isEqualTo("39999");
            assertThat(left.get(0).sample().value()).isEqualTo(String.valueOf(dropped));
        }
    }

    @Test
    void atItsSizeLimitNewOnesAreRefusedAndTakenAgainOnceThereIsRoom() {
        SpoolLimits limits = limits(1 << 20, WhenFull.REFUSE_NEW);
        try (Spool spool = Spool.open(directory, List.of("main"), limits, clock)) {
            int stored = fill(spool);
            assertThat(values(waiting(spool, "main"))).hasSize(stored).startsWith("0");
            assertThat(spool.counters().dropped()).containsEntry(DropReason.REFUSED, 1000L);
            ack(spool, "main", waiting(spool, "main"));
            spool.append(samples("a", stored, stored + 1000));
            assertThat(waiting(spool, "main")).hasSize(1000);
        }
    }

    @Test
    void whatWaitedTooLongIsDroppedAndCounted() {
        try (Spool spool = open()) {
            spool.append(samples("a", 0, 2500));
            clock.advance(SpoolLimits.DEFAULT.maxAge().minusSeconds(1));
            spool.append(samples("a", 2500, 2501));
            assertThat(waiting(spool, "main")).hasSize(2501);
            clock.advance(Duration.ofSeconds(2));
            spool.append(samples("a", 2501, 2502));
            assertThat(values(waiting(spool, "main"))).containsExactly("2500", "2501");
            assertThat(spool.counters().dropped()).containsEntry(DropReason.AGE, 2500L);
        }
    }

    @Test
    void afterABacklogTheDiskGetsItsRoomBack() {
        try (Spool spool = open()) {
            String text = "x".repeat(10_000);
            for (int n = 0; n < 60; n++) {
                int first = n * 100;
                spool.append(IntStream.range(first, first + 100)
                        .mapToObj(ns -> Sample.of("host", "a", text, 1, ns))
                        .toList());
            }
            ack(spool, "main", waiting(spool, "main"));
            Path file = directory.resolve(SpoolFile.NAME);
            long full = file.toFile().length();
            assertThat(full).isGreaterThan(40_000_000);
            await().atMost(Duration.ofMinutes(1)).until(() -> file.toFile().length() < 30_000_000);
        }
    }

    private int fill(Spool spool) {
        for (int stored = 0; ; stored += 1000) {
            try {
                spool.append(samples("a", stored, stored + 1000));
            } catch (SpoolFullException full) {
                assertThat(full).hasMessageContaining("limit of 1048576 bytes");
                return stored;
            }
        }
    }

    private static SpoolLimits limits(long size, WhenFull whenFull) {
        return new SpoolLimits(size, Duration.ofDays(1), whenFull, 100);
    }
}

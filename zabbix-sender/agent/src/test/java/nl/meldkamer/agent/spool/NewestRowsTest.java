package nl.meldkamer.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import nl.meldkamer.agent.spool.LaneReader.Page;
import nl.meldkamer.agent.spool.LaneReader.Span;
import nl.meldkamer.agent.spool.SpoolLimits.WhenFull;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestRowsTest {

    private static final long ALL_TEXT = Long.MAX_VALUE;
    private static final int LANES = 4;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final NewestRows newest = new NewestRows();

    @Test
    void itHasAllOfASpanOrNothing() {
        newest.add(1, 7, SpoolFixture.samples("a", 0, 10));
        assertThat(newest.page(span(0, 10), 1, 0).orElseThrow().samples())
                .extracting(SpooledSample::id)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(newest.page(span(4, 6), 1, 0).orElseThrow().samples())
                .extracting(SpooledSample::id)
                .containsExactly(5L, 6L);
        assertThat(newest.page(span(4, 11), 1, 0)).isEmpty();
        newest.add(20, 7, SpoolFixture.samples("a", 10, 11));
        assertThat(newest.page(span(4, 20), 1, 0)).isEmpty();
        assertThat(newest.page(span(19, 20), 1, 0)).isPresent();
    }

    @Test
    void aPageEndsAtItsRowsOrItsTextAndSaysSo() {
        newest.add(1, 7, SpoolFixture.samples("k", 0, 10));
        Page byRows = newest.page(new Span(0, 10, 3, ALL_TEXT), 1, 0).orElseThrow();
        assertThat(byRows.samples()).hasSize(3);
        assertThat(byRows.last()).isFalse();
        Page byText = newest.page(new Span(0, 10, 100, 4), 1, 0).orElseThrow();
        assertThat(byText.samples()).hasSize(2);
        assertThat(byText.last()).isFalse();
        assertThat(newest.page(span(3, 10), 1, 0).orElseThrow().last()).isTrue();
    }

    @Test
    void theOldestGiveWayToTheBoundsOfRowsAndText() {
        newest.add(1, 7, SpoolFixture.samples("a", 0, 20_000));
        assertThat(newest.page(span(20_000 - 16_384, 20_000), 1, 0)
                        .orElseThrow()
                        .samples())
                .hasSize(16_384);
        assertThat(newest.page(span(20_000 - 16_385, 20_000), 1, 0)).isEmpty();
        newest.add(20_001, 7, List.of(Sample.of("host", "text", "x".repeat(3_999_990), 1, 1)));
        assertThat(newest.page(span(20_000, 20_001), 1, 0)).isPresent();
        assertThat(newest.page(span(19_990, 20_001), 1, 0)).isEmpty();
        newest.add(20_002, 7, List.of(Sample.of("host", "text", "x".repeat(4_000_001), 1, 1)));
        assertThat(newest.page(span(20_001, 20_002), 1, 0)).isEmpty();
    }

    @Test
    void whatWasDroppedForRoomIsNotServedFromMemory() {
        SpoolLimits small = new SpoolLimits(1 << 20, Duration.ofDays(1), WhenFull.DROP_OLDEST, 100);
        try (Spool spool = Spool.open(directory, List.of("main"), small, clock);
                LaneReader reader = spool.outbox("main").lane(0, 1)) {
            Sample heavy = Sample.of("host", "text", "x".repeat(1000), 1, 1);
            for (int i = 0; i < 20; i++) spool.append(Collections.nCopies(100, heavy));
            List<SpooledSample> left = SpoolFixture.waiting(spool, "main");
            assertThat(left).hasSizeLessThan(2000);
            assertThat(reader.peek(0, 2000, 2000, ALL_TEXT).samples()).isEqualTo(left);
        }
    }

    @Test
    void aLaneReadsTheSameWhetherFromMemoryOrFromDisk() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        try (Spool spool = Spool.open(directory, List.of("main", "other"), SpoolLimits.DEFAULT, clock);
                LaneReader lane = spool.outbox("main").lane(1, LANES)) {
            long position = 0;
            for (int round = 0; round < 200; round++) {
                spool.append(someSamples(random));
                if (random.nextInt(10) == 0) position = random.nextLong(position + 1);
                long upTo = lane.lastId() - random.nextInt(3);
                int most = 1 + random.nextInt(60);
                Page page = lane.peek(position, upTo, most, 500);
                assertThat(page).isEqualTo(fromDisk(spool, position, upTo, most));
                if (random.nextBoolean()) SpoolFixture.ack(spool, "main", page.samples());
                position = page.last() ? Math.max(position, upTo) : last(page);
            }
        }
    }

    private static long last(Page page) {
        return page.samples().get(page.samples().size() - 1).id();
    }

    /** By a reader that has gone further before, and so trusts the disk alone. */
    private static Page fromDisk(Spool spool, long after, long upTo, int most) {
        try (LaneReader reader = spool.outbox("main").lane(1, LANES)) {
            reader.peek(0, Long.MAX_VALUE, 1, 1);
            reader.peek(Long.MAX_VALUE - 1, Long.MAX_VALUE, 1, 1);
            return reader.peek(after, upTo, most, 500);
        }
    }

    private static List<Sample> someSamples(SplittableRandom random) {
        List<Sample> made = new ArrayList<>();
        for (int n = random.nextInt(40); n >= 0; n--)
            made.add(Sample.of("host", "key[" + random.nextInt(20) + "]", "v" + n, 1_700_000_000L + n, n));
        return made;
    }

    private static Span span(long after, long upTo) {
        return new Span(after, upTo, 100_000, ALL_TEXT);
    }
}

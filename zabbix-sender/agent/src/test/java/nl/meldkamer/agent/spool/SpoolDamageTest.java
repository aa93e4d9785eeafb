package nl.meldkamer.agent.spool;

import static nl.meldkamer.agent.spool.SpoolFixture.samples;
import static nl.meldkamer.agent.spool.SpoolFixture.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills, torn files, damaged disks and full ones. */
class SpoolDamageTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path directory;

    static LongStream seeds() {
        long base = Long.getLong("meldkamer.seed", System.nanoTime());
        return LongStream.range(base, base + Integer.getInteger("meldkamer.rounds", 30));
    }

    @Test
    void whatAppendReturnedForSurvivesAKill() throws Exception {
        Path copy = directory.resolve("after");
        Files.createDirectories(copy);
        try (Spool spool = open(directory.resolve("before"))) {
            AtomicInteger appends = new AtomicInteger();
            // The files as they are when the second append has just been committed, and the third is under way.
            spool.onAppend(() -> {
                if (appends.incrementAndGet() == 2) copy(directory.resolve("before"), copy);
            });
            for (int n = 0; n < 3; n++) spool.append(samples("a", n * 100, n * 100 + 100));
        }
        try (Spool spool = open(copy)) {
            assertThat(waiting(spool, "main"))
                    .extracting(SpooledSample::sample)
                    .containsExactlyElementsOf(samples("a", 0, 200));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLogCutOffAnywhereLosesOnlyWholeAppendsFromItsEnd(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path copy = directory.resolve("after");
        Files.createDirectories(copy);
        try (Spool spool = open(directory.resolve("before"))) {
            for (int n = 0; n < 20; n++) spool.append(samples("a", n * 10, n * 10 + 10));
            copy(directory.resolve("before"), copy);
        }
        try (FileChannel log = FileChannel.open(copy.resolve("spool.db-wal"), StandardOpenOption.WRITE)) {
            log.truncate(random.nextLong(log.size()));
        }
        try (Spool spool = open(copy)) {
            List<SpooledSample> left = waiting(spool, "main");
            assertThat(left.size() % 10).isZero();
            assertThat(left).extracting(SpooledSample::sample).containsExactlyElementsOf(samples("a", 0, left.size()));
            spool.append(samples("b", 0, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterDamageAnywhereItOpensAndNeverPassesOffAWrongSample(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> written = samples("some.key[with,parameters]", 0, 3000);
        try (Spool spool = open(directory)) {
            spool.append(written);
        }
        damage(directory.resolve(SpoolFile.NAME), random);
        Set<Sample> known = Set.copyOf(written);
        try (Spool spool = open(directory)) {
            List<SpooledSample> read = waiting(spool, "main");
            assertThat(read)
                    .filteredOn(SpooledSample::intact)
                    .extracting(SpooledSample::sample)
                    .isSubsetOf(known);
            assertThat(read.stream().map(SpooledSample::id).collect(Collectors.toSet()))
                    .hasSameSizeAs(read);
            assertThat(read.size()).as("what is left of 3000").isGreaterThan(2000);
            spool.append(samples("b", 0, 10));
            assertThat(waiting(spool, "main")).hasSize(read.size() + 10);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndKept() throws Exception {
        Files.writeString(directory.resolve(SpoolFile.NAME), "x".repeat(10_000));
        try (Spool spool = open(directory)) {
            Path aside = spool.movedAside().orElseThrow();
            assertThat(Files.readString(aside, StandardCharsets.US_ASCII)).isEqualTo("x".repeat(10_000));
            spool.append(samples("a", 0, 1));
            assertThat(new SpoolOperations(directory, CLOCK).status().damaged()).containsExactly(aside);
        }
        Files.writeString(directory.resolve(SpoolFile.NAME), "y".repeat(10_000));
        try (Spool spool = open(directory)) {
            assertThat(spool.movedAside()).isPresent();
            assertThat(new SpoolOperations(directory, CLOCK).status().damaged()).hasSize(2);
        }
    }

    @Test
    void ofABrokenFileTheSamplesBeforeAndAfterTheBreakAreCarriedOver() throws Exception {
        List<Sample> written = samples("a", 0, 20_000);
        try (Spool spool = Spool.open(directory, List.of("other", "main"), SpoolLimits.DEFAULT, CLOCK)) {
            spool.append(written);
            spool.outbox("other")
                    .ack(waiting(spool, "other").stream().map(SpooledSample::id).toList())
                    .join();
        }
        breakPageInTheMiddle();
        try (Spool spool = open(directory)) {
            List<SpooledSample> saved = waiting(spool, "main");
            assertThat(spool.movedAside()).isPresent();
            assertThat(saved).extracting(SpooledSample::sample).isSubsetOf(written);
            assertThat(saved.size()).isBetween(19_000, 19_999);
            assertThat(saved.get(0).sample()).isEqualTo(written.get(0));
            assertThat(saved.get(saved.size() - 1).sample()).isEqualTo(written.get(19_999));
        }
    }

    @Test
    void aValueThatChangedOnDiskIsFoundByItsChecksum() throws Exception {
        try (Spool spool = open(directory)) {
            spool.append(List.of(Sample.of("host", "key", "needle-in-the-file", 1, 1)));
        }
        byte[] bytes = Files.readAllBytes(directory.resolve(SpoolFile.NAME));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("needle");
        bytes[at] = 'N';
        Files.write(directory.resolve(SpoolFile.NAME), bytes);
        Verification found = new SpoolOperations(directory, CLOCK).verify();
        assertThat(found.sound()).isFalse();
        assertThat(found.damaged()).hasSize(1);
        try (Spool spool = open(directory)) {
            assertThat(waiting(spool, "main")).singleElement().matches(row -> !row.intact());
        }
    }

    @Test
    void anAppendThatFindsNoRoomLeavesNothingBehindAndTheNextOneThatFitsSucceeds() {
        SpoolLimits small =
                new SpoolLimits(1 << 20, SpoolLimits.DEFAULT.maxAge(), SpoolLimits.WhenFull.DROP_OLDEST, 10);
        try (Spool spool = Spool.open(directory, List.of("main"), small, CLOCK)) {
            spool.append(samples("a", 0, 100));
            List<Sample> tooMuch = List.of(
                    Sample.of("host", "a", "x".repeat(1_000_000), 1, 1),
                    Sample.of("host", "a", "y".repeat(1_000_000), 2, 2));
            assertThatThrownBy(() -> spool.append(tooMuch))
                    .isInstanceOf(SpoolFullException.class)
                    .hasMessageContaining("no room left");
            assertThat(spool.counters().dropped())
                    .containsEntry(DropReason.DISK, 2L)
                    .containsEntry(DropReason.OLDEST, 0L);
            assertThat(waiting(spool, "main")).hasSize(100);
            spool.append(samples("a", 100, 200));
            assertThat(waiting(spool, "main")).hasSize(200);
        }
    }

    @Test
    void anAppendThatFailsTakesNoOtherOneWithIt() {
        SpoolLimits small = new SpoolLimits(1 << 20, SpoolLimits.DEFAULT.maxAge(), SpoolLimits.WhenFull.REFUSE_NEW, 10);
        try (Spool spool = Spool.open(directory, List.of("main"), small, CLOCK)) {
            var good = spool.appendAsync(samples("a", 0, 10));
            var tooMuch = spool.appendAsync(List.of(Sample.of("host", "a", "x".repeat(3_000_000), 1, 1)));
            var alsoGood = spool.appendAsync(samples("a", 10, 20));
            good.join();
            alsoGood.join();
            assertThat(tooMuch).isCompletedExceptionally();
            assertThat(waiting(spool, "main")).hasSize(20);
        }
    }

    private void breakPageInTheMiddle() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(SpoolFile.NAME).toFile(), "rw")) {
            long page = file.length() / Database.PAGE / 2;
            file.seek(page * Database.PAGE);
            file.write(new byte[64]);
        }
    }

    private static void damage(Path file, SplittableRandom random) throws Exception {
        byte[] noise = new byte[1 + random.nextInt(40)];
        random.nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Not the first page: it names the file's version and tables, which only a newer program may change.
            long at = Database.PAGE + random.nextLong(channel.size() - Database.PAGE - noise.length);
            channel.write(ByteBuffer.wrap(noise), at);
        }
    }

    private static Spool open(Path directory) {
        return Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, CLOCK);
    }

    private static void copy(Path from, Path to) {
        try {
            for (String name : List.of("spool.db", "spool.db-wal"))
                if (Files.exists(from.resolve(name))) Files.copy(from.resolve(name), to.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

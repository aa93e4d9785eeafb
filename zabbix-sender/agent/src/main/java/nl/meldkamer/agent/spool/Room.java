package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import nl.meldkamer.sender.Sample;

/**
 * Keeps the spool within its limits. Measuring the file for every sample would cost more than writing it, so its size
 * is reckoned from above and measured only when the reckoning reaches the limit. Used by the writer's thread only.
 */
final class Room {

    static final long KEPT_ON_DISK = 2L * Database.CHECKPOINT_PAGES * Database.PAGE;

    private static final int CHUNK = 1000;
    private static final int BYTES_BESIDE_TEXT = 64;

    private final Connection connection;
    private final SampleTable samples;
    private final DeliveredTable delivered;
    private final SpoolLimits limits;
    private final InstantSource clock;
    private final LongSupplier diskLeft;
    private long atMost = Long.MAX_VALUE / 2;
    private long agedBefore = Long.MIN_VALUE;

    /** @param diskLeft bytes that can still be written to the disk */
    Room(
            Connection connection,
            SampleTable samples,
            DeliveredTable delivered,
            SpoolLimits limits,
            InstantSource clock,
            LongSupplier diskLeft) {
        this.connection = connection;
        this.samples = samples;
        this.delivered = delivered;
        this.limits = limits;
        this.clock = clock;
        this.diskLeft = diskLeft;
    }

    /** Where the file itself is stopped: room to spare above the limit, so that acknowledging works in a full spool. */
    static long hardLimitPages(SpoolLimits limits) {
        return limits.maxSize() / Database.PAGE * 5 / 4 + 64;
    }

    /**
     * Whether new samples leave the disk what is kept so that acknowledging works: a full write-ahead log, and as much
     * for its pages in the file. Without that a full disk would stay full, since only acknowledging frees pages.
     */
    boolean isDiskSpared(List<Sample> incoming) throws SQLException {
        if (diskLeft.getAsLong() >= KEPT_ON_DISK) return true;
        return Database.number(connection, "PRAGMA freelist_count") * Database.PAGE > reckon(incoming);
    }

    /** Whether new samples fit without anything that waits giving way; what is only remembered does. */
    boolean fits(List<Sample> incoming) throws SQLException {
        long bytes = reckon(incoming);
        if (atMost + bytes > limits.maxSize()) atMost = Database.usedBytes(connection);
        if (atMost + bytes > limits.maxSize() && delivered.clear() > 0) atMost = Database.usedBytes(connection);
        boolean fits = atMost + bytes <= limits.maxSize();
        if (fits) atMost += bytes;
        return fits;
    }

    /** Drops the oldest until new samples fit or nothing is left; how many it dropped. */
    int makeRoom(List<Sample> incoming) throws SQLException {
        int dropped = 0;
        for (int chunk = CHUNK; chunk > 0 && !fits(incoming); dropped += chunk) chunk = samples.deleteOldest(CHUNK);
        return dropped;
    }

    /** Drops what has waited too long, looked for once in each second of the clock; how many. */
    int dropAged() throws SQLException {
        long before = clock.instant().minus(limits.maxAge()).getEpochSecond();
        if (before == agedBefore) return 0;
        agedBefore = before;
        OptionalLong oldest = samples.oldestStored();
        if (oldest.isEmpty() || oldest.getAsLong() >= before) return 0;
        int dropped = 0;
        for (int chunk = CHUNK; chunk == CHUNK; dropped += chunk) chunk = samples.deleteAged(before, CHUNK);
        return dropped;
    }

    private static long reckon(List<Sample> incoming) {
        long bytes = 0;
        for (Sample sample : incoming)
            bytes += sample.host().length()
                    + sample.key().length()
                    + sample.value().length()
                    + BYTES_BESIDE_TEXT;
        return bytes;
    }
}

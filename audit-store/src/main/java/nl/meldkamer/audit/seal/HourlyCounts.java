package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one step for the roll-ups, by the hour in which they happened: that is what a figure about a
 * period is about.
 */
final class HourlyCounts {
    static final String COLUMNS = "occurred, process, action, status";
    static final int COLUMN_COUNT = 4;

    private static final Instant POSTGRESQL_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1000;

    private final Map<Key, Long> counts = new HashMap<>();

    private record Key(long hour, String process, String action, String status) {}

    /** @param first the index of the first of the columns */
    void count(BinaryRows rows, int first) {
        Key key = new Key(
                Math.floorDiv(rows.int64(first), HOUR_MICROS),
                text(rows.bytes(first + 1)),
                text(rows.bytes(first + 2)),
                text(rows.bytes(first + 3)));
        counts.merge(key, 1L, Long::sum);
    }

    private static String text(byte @Nullable [] utf8) {
        if (utf8 == null) throw new IllegalStateException("a column that is counted by is null");
        return new String(utf8, UTF_8);
    }

    /** As part of the handle's transaction. */
    void addTo(Handle handle, StreamName stream) {
        try (PreparedBatch batch =
                handle.prepareBatch("INSERT INTO audit.rollup AS held (stream, hour, process, action, status, count)"
                        + " VALUES (:stream, :hour, :process, :action, :status, :count)"
                        + " ON CONFLICT (stream, hour, process, action, status)"
                        + " DO UPDATE SET count = held.count + excluded.count")) {
            counts.forEach((key, count) -> batch.bind("stream", stream.id())
                    .bind("hour", time(key.hour).atOffset(ZoneOffset.UTC))
                    .bind("process", key.process)
                    .bind("action", key.action)
                    .bind("status", key.status)
                    .bind("count", count)
                    .add());
            batch.execute();
        }
    }

    private static Instant time(long hour) {
        return POSTGRESQL_EPOCH.plus(hour, ChronoUnit.HOURS);
    }
}

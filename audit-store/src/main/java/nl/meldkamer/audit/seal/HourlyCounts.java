package nl.meldkamer.audit.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Counts the events of one step for the roll-ups, by the hour in which they happened: that is what a figure about a
 * period is about.
 */
final class HourlyCounts {
    static final String COLUMNS = "occurred, process, action, status";
    static final int COLUMN_COUNT = 4;

    /**
     * All in one statement, as a step can begin tens of thousands of roll-ups; in order, so that two never wait for
     * each other.
     */
    private static final String ADD = """
            WITH given AS MATERIALIZED (
                SELECT to_timestamp(hour * 3600) AS hour, process, action, status, count
                FROM unnest(:hours, :processes, :actions, :statuses, :counts)
                    AS given (hour, process, action, status, count)),
            hours AS (
                INSERT INTO audit.rollup AS held (stream, hour, process, action, status, count)
                SELECT :stream, hour, process, action, status, count FROM given ORDER BY 2, 3, 4, 5
                ON CONFLICT (stream, hour, process, action, status)
                    DO UPDATE SET count = held.count + excluded.count)
            INSERT INTO audit.rollup_day AS held (stream, day, process, action, status, count)
            SELECT :stream, (hour AT TIME ZONE 'UTC')::date, process, action, status, sum(count) FROM given
            GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5
            ON CONFLICT (stream, day, process, action, status) DO UPDATE SET count = held.count + excluded.count""";

    private final Map<Key, Long> counts = new HashMap<>();

    /** @param hour since 1970 */
    private record Key(long hour, String process, String action, String status) {}

    /** @param first the index of the first of the columns */
    void count(BinaryRows rows, int first) {
        long hour = Math.floorDiv(rows.int64(first) + EventRow.EPOCH_MICROS, RollupSum.HOUR);
        Key key = new Key(hour, rows.text(first + 1), rows.text(first + 2), rows.text(first + 3));
        counts.merge(key, 1L, Long::sum);
    }

    /** As part of the handle's transaction. */
    void addTo(Handle handle, StreamName stream) {
        List<Map.Entry<Key, Long>> rows = List.copyOf(counts.entrySet());
        handle.createUpdate(ADD)
                .bind("stream", stream.id())
                .bindArray("hours", Long.class, column(rows, row -> row.getKey().hour))
                .bindArray("processes", String.class, column(rows, row -> row.getKey().process))
                .bindArray("actions", String.class, column(rows, row -> row.getKey().action))
                .bindArray("statuses", String.class, column(rows, row -> row.getKey().status))
                .bindArray("counts", Long.class, column(rows, Map.Entry::getValue))
                .execute();
    }

    private static <T> List<T> column(List<Map.Entry<Key, Long>> rows, Function<Map.Entry<Key, Long>, T> value) {
        List<T> column = new ArrayList<>(rows.size());
        for (Map.Entry<Key, Long> row : rows) column.add(value.apply(row));
        return column;
    }
}

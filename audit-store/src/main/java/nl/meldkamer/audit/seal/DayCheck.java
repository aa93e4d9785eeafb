package nl.meldkamer.audit.seal;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Compares the roll-ups by day of a stream with those by hour, of one snapshot and in bounded memory: by their sums.
 * Only where these differ, or a day counts nothing, the database adds up its own rows, to name the differences. Used by
 * one thread.
 */
final class DayCheck {
    private static final String ROWS =
            "SELECT day::timestamp AT TIME ZONE 'UTC', process, action, status, count FROM audit.rollup_day WHERE stream = ";
    private static final int COUNT = 4;

    private static final String DIFFERENCES = """
            SELECT day, process, action, status, coalesce(held, 0), coalesce(counted, 0)
            FROM (SELECT (hour AT TIME ZONE 'UTC')::date AS day, process, action, status, sum(count) AS counted
                  FROM audit.rollup WHERE stream = :stream GROUP BY 1, 2, 3, 4) AS hours
            FULL JOIN (SELECT day, process, action, status, count AS held
                       FROM audit.rollup_day WHERE stream = :stream) AS days USING (day, process, action, status)
            WHERE coalesce(held, 0) <> coalesce(counted, 0) OR held = 0 ORDER BY 1, 2, 3, 4 LIMIT :most""";

    private final StreamName stream;
    private final RollupSum hours;
    private final RollupSum days;
    private boolean ofNothing;

    DayCheck(StreamName stream, KeyedHash.Key key) {
        this.stream = stream;
        this.hours = new RollupSum(key, 0);
        this.days = new RollupSum(key, 0);
    }

    /** @param hour begins with hour, process, action and status */
    void count(BinaryRows hour, long count) {
        hours.addByDay(hour, count);
    }

    /**
     * What the days hold otherwise than the hours that were counted, which are all.
     *
     * @param snapshot in which the hours were read
     */
    List<String> compare(Handle snapshot) throws SQLException {
        try (BinaryRows rows = new BinaryRows(snapshot.getConnection(), ROWS + stream.id(), COUNT + 1)) {
            while (rows.next()) {
                days.add(rows, rows.int64(COUNT));
                ofNothing |= rows.int64(COUNT) == 0;
            }
        }
        return days.isSameAs(hours) && !ofNothing ? List.of() : named(snapshot);
    }

    private List<String> named(Handle snapshot) {
        List<String> named = snapshot.createQuery(DIFFERENCES)
                .bind("stream", stream.id())
                .bind("most", Faults.MOST_KEPT)
                .map((row, context) -> "%s, %s, %s, %s: %d held for the day, %d for its hours"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6)))
                .list();
        return named.isEmpty() ? List.of("the database adds up its own hours otherwise than they were read") : named;
    }
}

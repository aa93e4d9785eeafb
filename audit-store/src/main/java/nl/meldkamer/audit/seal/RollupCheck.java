package nl.meldkamer.audit.seal;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Compares the roll-ups of a stream by hour with the events that were read, in bounded memory: by their sums; and those
 * by day with those by hour. Only where these differ, and where retention has dropped events that are still counted,
 * the database counts its rows to name the differences; what it says there is held against the sum of what was read. A
 * roll-up that counts nothing is a difference that no sum shows, and is looked for by itself.
 */
final class RollupCheck {
    private static final int COLUMNS = 7;
    private static final int HELD = 4;
    private static final int PRESENT = 5;
    private static final int READ = 6;

    private final StreamName stream;
    private final KeyedHash.Key key;
    private final RollupSum held;
    private final Tombstones dropped;
    private final boolean ofNothing;
    private final List<String> days;

    private RollupCheck(
            StreamName stream,
            KeyedHash.Key key,
            RollupSum held,
            Tombstones dropped,
            boolean ofNothing,
            List<String> days) {
        this.stream = stream;
        this.key = key;
        this.held = held;
        this.dropped = dropped;
        this.ofNothing = ofNothing;
        this.days = days;
    }

    /** Reads the roll-ups, and up to which event they count. */
    static RollupCheck begin(Handle handle, StreamName stream, KeyedHash.Key key) {
        return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, snapshot -> read(snapshot, stream, key));
    }

    private static RollupCheck read(Handle snapshot, StreamName stream, KeyedHash.Key key) {
        Tombstones dropped = Tombstones.of(snapshot, stream);
        RollupSum held = new RollupSum(key, stream.sealed(snapshot));
        DayCheck days = new DayCheck(stream, key);
        String query = "SELECT hour, process, action, status, count FROM audit.rollup WHERE stream = " + stream.id();
        try (BinaryRows rows = new BinaryRows(snapshot.getConnection(), query, HELD + 1)) {
            boolean ofNothing = false;
            while (rows.next()) {
                long count = rows.int64(HELD);
                held.add(rows, count);
                days.count(rows, count);
                ofNothing |= count == 0;
            }
            return new RollupCheck(stream, key, held, dropped, ofNothing, days.compare(snapshot));
        } catch (SQLException e) {
            throw unread(stream, e);
        }
    }

    private static IllegalStateException unread(StreamName stream, SQLException e) {
        return new IllegalStateException(
                "the roll-ups of stream " + stream.name() + " can't be read: " + e.getMessage(), e);
    }

    /** For counting what the roll-ups should hold. */
    RollupSum empty() {
        return new RollupSum(key, held.asOf());
    }

    /**
     * What the roll-ups say otherwise.
     *
     * @param counted all events that were read, none of them with a fault
     * @throws IllegalStateException when some of them may be gone by now, so that nothing can be said
     */
    List<String> compare(Handle handle, RollupSum counted) {
        if (dropped.events() == 0 && !ofNothing && held.isSameAs(counted)) return days;
        List<String> hours =
                handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, snapshot -> hours(snapshot, counted));
        return Stream.concat(hours.stream(), days.stream())
                .limit(Faults.MOST_KEPT)
                .toList();
    }

    private List<String> hours(Handle snapshot, RollupSum counted) {
        if (!Tombstones.of(snapshot, stream).equals(dropped)) {
            throw new IllegalStateException(
                    "retention dropped events of stream " + stream.name() + " meanwhile; verify it again");
        }
        Differences differences = new Differences(dropped.events());
        RollupSum read = empty();
        try (BinaryRows rows = new BinaryRows(snapshot.getConnection(), query(stream.sealed(snapshot)), COLUMNS)) {
            while (rows.next()) {
                read.add(rows, rows.int64(READ));
                differences.compare(rows);
            }
        } catch (SQLException e) {
            throw unread(stream, e);
        }
        return differences.named(read.isSameAs(counted));
    }

    private String query(long sealed) {
        return """
                SELECT hour, process, action, status,
                       coalesce(held, 0), coalesce(present, 0), coalesce(read, 0)
                FROM (SELECT date_trunc('hour', occurred, 'UTC') AS hour, process, action, status,
                             count(*) AS present, count(*) FILTER (WHERE seq < %2$d) AS read
                      FROM audit.event WHERE stream = %1$d AND seq < %3$d GROUP BY 1, 2, 3, 4) AS counted
                FULL JOIN (SELECT hour, process, action, status, count AS held
                           FROM audit.rollup WHERE stream = %1$d) AS rollup USING (hour, process, action, status)
                ORDER BY hour, process, action, status""".formatted(stream.id(), held.asOf(), sealed);
    }

    /** The first ones, and whether all are accounted for. */
    private static final class Differences {
        private final List<String> named = new ArrayList<>();
        private final long dropped;
        private long surplus;

        Differences(long dropped) {
            this.dropped = dropped;
        }

        /** Roll-ups still count what was dropped; of which hours and kinds that was, the archive knows. */
        void compare(BinaryRows row) {
            long held = row.int64(HELD);
            long present = row.int64(PRESENT);
            surplus += held - present;
            // Of neither there is only a row that counts nothing.
            boolean right = (held != 0 || present != 0) && (dropped == 0 ? held == present : held >= present);
            if (right || named.size() >= Faults.MOST_KEPT) return;
            Instant hour = Instant.EPOCH.plus(row.int64(0) + EventRow.EPOCH_MICROS, ChronoUnit.MICROS);
            named.add("%s, %s, %s, %s: %d held, %d counted"
                    .formatted(hour, row.text(1), row.text(2), row.text(3), held, present));
        }

        List<String> named(boolean asRead) {
            if (!asRead) named.add("the database counts its own rows otherwise than they were read");
            if (surplus != dropped)
                named.add("in all %d more are held than were counted, and %d were dropped".formatted(surplus, dropped));
            if (named.isEmpty() && dropped == 0) named.add("they were other ones when the verifying began");
            return named;
        }
    }
}

package nl.meldkamer.audit.seal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Counts of sealed events, without reading them: exact as of a size of the tree, so that a figure can be made again and
 * proven later. Thread-safe.
 */
public final class Rollups {
    /** The days that are there as a whole, and of those at both ends the hours; each by the front of a key. */
    private static final String COUNTS = """
            SELECT process, action, status, sum(count) FROM (
                SELECT process, action, status, count FROM audit.rollup
                WHERE stream = :stream AND hour >= :from AND hour < least(:firstMidnight, :to)
                UNION ALL
                SELECT process, action, status, count FROM audit.rollup_day
                WHERE stream = :stream AND day >= :firstDay AND day < :endDay
                UNION ALL
                SELECT process, action, status, count FROM audit.rollup
                WHERE stream = :stream AND hour >= :lastMidnight AND hour < :to) AS counted
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";

    private final Jdbi database;

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#READER}. */
    public Rollups(Jdbi database) {
        this.database = database;
    }

    /** How many events of a stream had this process, action and status. */
    public record Count(String process, String action, String status, long events) {}

    /** Counts as of a number of sealed events; later ones are in no count. */
    public record Counts(long asOf, List<Count> counts) {
        public Counts {
            counts = List.copyOf(counts);
        }
    }

    /** What happened in the whole hours, of UTC, from one moment to before another. */
    public Counts between(String stream, Instant from, Instant to) {
        return database.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> StreamName.find(handle, stream)
                        .map(name -> new Counts(name.sealed(handle), counts(handle, name, from, to)))
                        .orElseGet(() -> new Counts(0, List.of())));
    }

    private static List<Count> counts(Handle handle, StreamName stream, Instant from, Instant to) {
        WholeDays days = WholeDays.within(from, to);
        return handle.createQuery(COUNTS)
                .bind("stream", stream.id())
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("firstMidnight", days.first.atStartOfDay().atOffset(ZoneOffset.UTC))
                .bind("firstDay", days.first)
                .bind("endDay", days.end)
                .bind("lastMidnight", days.end.atStartOfDay().atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Count(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }

    /**
     * Days of UTC.
     *
     * @param end the day after the last; not before the first
     */
    private record WholeDays(LocalDate first, LocalDate end) {

        static WholeDays within(Instant from, Instant to) {
            LocalDate first = day(from.plus(1, ChronoUnit.DAYS).minusNanos(1));
            LocalDate end = day(to);
            return new WholeDays(first, end.isBefore(first) ? first : end);
        }

        private static LocalDate day(Instant moment) {
            return LocalDate.ofInstant(moment, ZoneOffset.UTC);
        }
    }
}

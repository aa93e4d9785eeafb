package nl.meldkamer.audit.seal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Counts of sealed events, without reading them: exact as of a size of the tree, so that a figure can be made again and
 * proven later. Thread-safe.
 */
public final class Rollups {
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
                        .map(name -> between(handle, name, from, to))
                        .orElseGet(() -> new Counts(0, List.of())));
    }

    /** A year of hours is a million rows: each of them is spared a join. */
    private static Counts between(Handle handle, StreamName stream, Instant from, Instant to) {
        long asOf = handle.createQuery("SELECT size FROM audit.seal WHERE stream = :stream")
                .bind("stream", stream.id())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        List<Count> counts = handle.createQuery("SELECT process, action, status, sum(count) FROM audit.rollup"
                        + " WHERE stream = :stream AND hour >= :from AND hour < :to"
                        + " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
                .bind("stream", stream.id())
                .bind("from", Timestamp.from(from))
                .bind("to", Timestamp.from(to))
                .map((row, context) -> new Count(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
        return new Counts(asOf, counts);
    }
}

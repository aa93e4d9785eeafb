package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The streams, with their heads and leases. The database's clock decides whether a lease is over, and the fence whether
 * a transaction is still its owner's: a writer that was held up can't number anything once another has the stream.
 * For one thread.
 */
final class StreamTable {
    private final String owner;
    private final Duration lease;
    private final Map<String, Lease> held = new HashMap<>();
    private final Map<String, Head> heads = new HashMap<>();

    StreamTable(String owner, Duration lease) {
        this.owner = owner;
        this.lease = lease;
    }

    /** The lease of a stream, which is made when absent; empty while another has it. */
    Optional<Lease> lease(Handle transaction, String stream) {
        Lease known = held.get(stream);
        if (known != null) return Optional.of(known);
        Optional<Lease> taken = take(transaction, stream);
        taken.ifPresent(lease -> held.put(stream, lease));
        return taken;
    }

    private Optional<Lease> take(Handle transaction, String stream) {
        transaction
                .createUpdate("INSERT INTO audit.stream (name) SELECT :name"
                        + " WHERE NOT EXISTS (SELECT FROM audit.stream WHERE name = :name) ON CONFLICT DO NOTHING")
                .bind("name", stream)
                .execute();
        return transaction
                .createQuery(
                        "UPDATE audit.stream SET owner = :owner, fence = fence + 1, until = now() + :lease::interval"
                                + " WHERE name = :name AND (owner = :owner OR until < now()) RETURNING id, fence")
                .bind("owner", owner)
                .bind("lease", lease.toMillis() + " milliseconds")
                .bind("name", stream)
                .map((row, context) -> new Lease(row.getInt(1), row.getLong(2)))
                .findOne();
    }

    /** A stream that is held has got more events, if the transaction turns out to be committed. */
    void reached(String stream, Head head) {
        heads.put(stream, head);
    }

    /** Where a stream that is held ends; empty when that is not known. */
    Optional<Head> head(String stream) {
        return Optional.ofNullable(heads.get(stream));
    }

    Numbering numbering(Connection connection) {
        return new Numbering(connection, lease);
    }

    /** A transaction was rolled back, or nobody knows: what it leased may not be ours. */
    void forget() {
        held.clear();
        heads.clear();
    }

    /** Lets others write at once. */
    void release(Handle transaction) {
        for (Lease lease : held.values()) {
            transaction
                    .createUpdate("UPDATE audit.stream SET until = '-infinity' WHERE id = :stream AND fence = :fence")
                    .bind("stream", lease.stream())
                    .bind("fence", lease.fence())
                    .execute();
        }
        held.clear();
        heads.clear();
    }
}

package nl.meldkamer.audit.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What can't be an event, kept for a person to look at. Thread-safe. */
public final class QuarantineTable {
    private final Jdbi database;

    QuarantineTable(Jdbi database) {
        this.database = database;
    }

    /** Keeps bytes, committed when this returns; answers their number. */
    public long keep(String source, byte[] bytes, String reason) {
        return database.inTransaction(transaction -> keep(transaction, source, bytes, reason));
    }

    static long keep(Handle transaction, String source, byte[] bytes, String reason) {
        return transaction
                .createQuery("INSERT INTO audit.quarantine (source, reason, bytes)"
                        + " VALUES (:source, :reason, :bytes) RETURNING number")
                .bind("source", source.replace("\0", "\\0"))
                .bind("reason", reason)
                .bind("bytes", bytes)
                .mapTo(Long.class)
                .one();
    }
}

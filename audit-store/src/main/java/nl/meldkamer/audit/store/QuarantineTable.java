package nl.meldkamer.audit.store;

import java.sql.SQLException;
import nl.meldkamer.audit.Quarantine;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The table {@code audit.quarantine}. Thread-safe. */
public final class QuarantineTable implements Quarantine {
    private final Jdbi database;

    public QuarantineTable(AuditStore store) {
        database = store.as(Role.WRITER);
    }

    @Override
    public long keep(String producer, byte[] raw, String reason) throws SQLException {
        try {
            return database.inTransaction(transaction -> keep(transaction, producer, raw, reason));
        } catch (JdbiException e) {
            throw new SQLException("bytes can't be kept apart", e);
        }
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

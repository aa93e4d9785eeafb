package nl.meldkamer.audit.ingest;

import java.sql.SQLException;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The table {@code audit.quarantine}. Thread-safe. */
public final class QuarantineTable implements Quarantine {

    private final Jdbi store;

    public QuarantineTable(AuditStore store) {
        this.store = store.as(Role.WRITER);
    }

    @Override
    public long keep(String producer, byte[] raw, String reason) throws SQLException {
        try {
            return store.withHandle(handle -> handle.createQuery(
                            "INSERT INTO audit.quarantine (source, reason, bytes) VALUES (:source, :reason, :bytes)"
                                    + " RETURNING number")
                    .bind("source", producer)
                    .bind("reason", reason)
                    .bind("bytes", raw)
                    .mapTo(Long.class)
                    .one());
        } catch (JdbiException e) {
            throw new SQLException("bytes can't be kept apart", e);
        }
    }
}

package nl.meldkamer.audit.tail;

import java.sql.SQLException;
import java.util.Optional;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The table {@code audit.cursor}. Thread-safe. */
public final class CursorTable implements Cursors {

    private final Jdbi store;

    public CursorTable(AuditStore store) {
        this.store = store.as(Role.WRITER);
    }

    @Override
    public Optional<String> position(String source, String name) throws SQLException {
        try {
            return store.withHandle(handle -> handle.createQuery(
                            "SELECT position FROM audit.cursor WHERE source = :source AND name = :name")
                    .bind("source", source)
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne());
        } catch (JdbiException e) {
            throw new SQLException("a cursor can't be read", e);
        }
    }

    @Override
    public void move(String source, String name, String position) throws SQLException {
        try {
            store.useHandle(handle -> handle.createUpdate(
                            "INSERT INTO audit.cursor (source, name, position, at) VALUES (:source, :name, :position, now())"
                                    + " ON CONFLICT (source, name) DO UPDATE SET position = excluded.position, at = now()")
                    .bind("source", source)
                    .bind("name", name)
                    .bind("position", position)
                    .execute());
        } catch (JdbiException e) {
            throw new SQLException("a cursor can't be moved", e);
        }
    }
}

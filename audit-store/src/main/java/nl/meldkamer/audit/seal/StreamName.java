package nl.meldkamer.audit.seal;

import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;

/** A stream by its number in the database and by its name. */
record StreamName(int id, String name) {

    /** What its checkpoints say that they are about. */
    String origin(VerifierKey key) {
        return key.name() + "/" + name;
    }

    static List<StreamName> all(Handle handle) {
        return handle.createQuery("SELECT id, name FROM audit.stream ORDER BY id")
                .map((row, context) -> new StreamName(row.getInt(1), row.getString(2)))
                .list();
    }

    static Optional<StreamName> find(Handle handle, String name) {
        return handle.createQuery("SELECT id, name FROM audit.stream WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> new StreamName(row.getInt(1), row.getString(2)))
                .findOne();
    }
}

package nl.meldkamer.audit.seal;

import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;

/** A stream by its number in the database and by its name. */
record StreamName(int id, String name) {

    /** What its checkpoints say that they are about. */
    String origin(VerifierKey key) {
        return key.name() + "/" + name;
    }

    /** Throws unless the note is signed, and about this stream. */
    Checkpoint open(SignedNote note, VerifierKey key) throws ProofException {
        Checkpoint checkpoint = Checkpoint.open(note, key);
        if (checkpoint.origin().equals(origin(key))) return checkpoint;
        throw new ProofException("the note is about " + checkpoint.origin());
    }

    /** How many of its events are sealed, and counted in the roll-ups. */
    long sealed(Handle handle) {
        return handle.createQuery("SELECT size FROM audit.seal WHERE stream = :stream")
                .bind("stream", id)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
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

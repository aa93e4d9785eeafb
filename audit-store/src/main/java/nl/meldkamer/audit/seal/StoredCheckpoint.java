package nl.meldkamer.audit.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of the table of checkpoints, of which nothing is believed until {@link #open}. */
record StoredCheckpoint(long size, String root, String note) {
    private static final String SELECT =
            "SELECT size, encode(root, 'hex'), note FROM audit.checkpoint WHERE stream = :stream ";

    private static StoredCheckpoint of(ResultSet row, StatementContext context) throws SQLException {
        return new StoredCheckpoint(row.getLong(1), row.getString(2), row.getString(3));
    }

    static Optional<StoredCheckpoint> last(Handle handle, int stream) {
        return handle.createQuery(SELECT + "ORDER BY size DESC LIMIT 1")
                .bind("stream", stream)
                .map(StoredCheckpoint::of)
                .findOne();
    }

    /** Those of sizes above one and up to another. */
    static List<StoredCheckpoint> within(Handle handle, int stream, long above, long to) {
        return handle.createQuery(SELECT + "AND size > :above AND size <= :to ORDER BY size")
                .bind("stream", stream)
                .bind("above", above)
                .bind("to", to)
                .map(StoredCheckpoint::of)
                .list();
    }

    /** Throws unless the note is signed, and about this tree, and the columns say what it says. */
    Checkpoint open(StreamName stream, VerifierKey key) throws ProofException {
        Checkpoint checkpoint = stream.open(SignedNote.parse(note), key);
        if (checkpoint.size() != size || !checkpoint.root().toString().equals(root)) {
            throw new ProofException("its columns say something else than its note");
        }
        return checkpoint;
    }
}

package nl.meldkamer.audit.seal;

import java.util.List;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.Tree;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * To be asked at start, before anything is written: whether this store is at least as far as its witness has seen it,
 * and the same. A backup that was put back is neither, and writing on in it would fork the record.
 */
public final class WitnessCheck {
    private final Jdbi database;
    private final VerifierKey key;
    private final Witness witness;

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#READER}. */
    public WitnessCheck(Jdbi database, VerifierKey key, Witness witness) {
        this.database = database;
        this.key = key;
        this.witness = witness;
    }

    /**
     * Returns when every stream holds what the witness has last seen of it. Reads a few tiles of each.
     *
     * @throws SealException for the first stream that does not, with what to do
     */
    public void require() throws SealException {
        List<StreamName> streams = database.withHandle(StreamName::all);
        for (StreamName stream : streams) database.useHandle(handle -> require(handle, stream));
    }

    /** The same for one stream by name, which an empty store would not know of. */
    public void require(String stream) throws SealException {
        database.useHandle(
                handle -> require(handle, StreamName.find(handle, stream).orElse(new StreamName(-1, stream))));
    }

    private void require(Handle handle, StreamName stream) throws SealException {
        Faults faults = new Faults();
        Signatures signatures = new Signatures(stream, key, witness, faults);
        if (faults.count() > 0) throw refusal(stream, faults.first().get(0).what());
        long sealed = StoredCheckpoint.last(handle, stream.id())
                .map(StoredCheckpoint::size)
                .orElse(0L);
        long seen = signatures.witnessed();
        if (sealed < seen) {
            throw refusal(
                    stream,
                    "it has " + sealed + " events sealed, and the witness has seen " + seen
                            + ": it is older than that, as a backup that was put back is");
        }
        if (!signatures.lastUpTo(seen).map(last -> isSame(handle, stream, last)).orElse(true)) {
            throw refusal(stream, "its first " + seen + " events are not those that the witness has seen");
        }
    }

    private static boolean isSame(Handle handle, StreamName stream, SignedSize seen) {
        try {
            Hash root = new Tree(new StoredTiles(handle, stream.id()), seen.size()).root();
            return root.equals(seen.root());
        } catch (IllegalStateException damaged) {
            return false;
        }
    }

    private static SealException refusal(StreamName stream, String reason) {
        return new SealException("stream " + stream.name() + " is not written to: " + reason
                + ". Restore a newer backup, or write to a stream of another name and keep this one for the auditor");
    }
}

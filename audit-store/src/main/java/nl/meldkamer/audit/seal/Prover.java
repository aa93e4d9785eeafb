package nl.meldkamer.audit.seal;

import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ConsistencyBundle;
import nl.meldkamer.audit.tree.ConsistencyProof;
import nl.meldkamer.audit.tree.InclusionProof;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.Tree;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes proofs that hold without the store. Thread-safe. */
public final class Prover {
    private final Jdbi database;
    private final VerifierKey key;
    private final MadeTiles made = new MadeTiles();

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#READER}. */
    public Prover(Jdbi database, VerifierKey key) {
        this.database = database;
        this.key = key;
    }

    /**
     * Proves one event, in the tree of the last checkpoint.
     *
     * @return empty when there is no such event, or it is not sealed yet, which takes a second
     * @throws ProofException when the store can't prove it: it, the tree or the checkpoint was changed
     */
    public Optional<ProofBundle> prove(String stream, long seq) throws ProofException {
        return database.withHandle(handle -> {
            Optional<StreamName> name = StreamName.find(handle, stream);
            return name.isEmpty() ? Optional.<ProofBundle>empty() : prove(handle, name.get(), seq);
        });
    }

    private Optional<ProofBundle> prove(Handle handle, StreamName stream, long seq) throws ProofException {
        Optional<StoredCheckpoint> last = StoredCheckpoint.last(handle, stream.id());
        if (last.isEmpty()) return Optional.empty();
        return prove(handle, stream, seq, SignedNote.parse(last.get().note()));
    }

    /**
     * Proves one event in the tree of a checkpoint, so that several can be proven in the same.
     *
     * @param checkpoint of this stream
     * @return empty when there is no such event, or it came after the checkpoint
     * @throws ProofException as {@link #prove(String, long)}
     */
    public Optional<ProofBundle> prove(String stream, long seq, SignedNote checkpoint) throws ProofException {
        return database.withHandle(handle -> {
            Optional<StreamName> name = StreamName.find(handle, stream);
            return name.isEmpty() ? Optional.<ProofBundle>empty() : prove(handle, name.get(), seq, checkpoint);
        });
    }

    private Optional<ProofBundle> prove(Handle handle, StreamName stream, long seq, SignedNote note)
            throws ProofException {
        long size = Checkpoint.parse(note.text()).size();
        Optional<byte[]> canonical = canonical(handle, stream, seq);
        if (seq < 0 || seq >= size || canonical.isEmpty()) return Optional.empty();
        Tree tree = new Tree(made.before(stream.id(), new StoredTiles(handle, stream.id())), size);
        ProofBundle bundle = new ProofBundle(canonical.get(), inclusion(tree, seq), note);
        bundle.verify(key);
        return Optional.of(bundle);
    }

    /**
     * The last checkpoint of a stream, as the store has it; empty before the first, and when there is no such stream.
     */
    public Optional<String> checkpoint(String stream) {
        return database.withHandle(handle -> StreamName.find(handle, stream)
                .flatMap(name -> StoredCheckpoint.last(handle, name.id()))
                .map(StoredCheckpoint::note));
    }

    /**
     * The note of the largest size that a witness has seen of a stream; empty when it has seen none, and when there is
     * no such stream.
     *
     * @throws ProofException when the witness has a note that is not of this stream
     */
    public Optional<SignedNote> lastSeen(String stream, Witness witness) throws ProofException {
        Optional<StreamName> name = database.withHandle(handle -> StreamName.find(handle, stream));
        if (name.isEmpty()) return Optional.empty();
        SignedNote last = null;
        long size = -1;
        for (String text : witness.seen(name.get().origin(key))) {
            SignedNote note = SignedNote.parse(text);
            Checkpoint seen = name.get().open(note, key);
            if (seen.size() > size) {
                size = seen.size();
                last = note;
            }
        }
        return Optional.ofNullable(last);
    }

    /**
     * Proves that the tree of an earlier checkpoint is the beginning of that of a later one.
     *
     * @throws ProofException when it is not, or the store can't prove it
     */
    public ConsistencyBundle consistency(String stream, SignedNote earlier, SignedNote later) throws ProofException {
        Checkpoint from = Checkpoint.open(earlier, key);
        Checkpoint to = Checkpoint.open(later, key);
        if (from.size() > to.size())
            throw new ProofException("the witness has seen " + from.size() + " events, and the store has " + to.size());
        try {
            ConsistencyBundle bundle =
                    new ConsistencyBundle(consistency(stream, from, to).path(), earlier, later);
            bundle.verify(key);
            return bundle;
        } catch (IllegalStateException e) {
            throw new ProofException(String.valueOf(e.getMessage()));
        }
    }

    private static InclusionProof inclusion(Tree tree, long seq) throws ProofException {
        try {
            return tree.inclusion(seq);
        } catch (IllegalStateException e) {
            throw new ProofException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<byte[]> canonical(Handle handle, StreamName stream, long seq) {
        return handle.createQuery("SELECT canonical FROM audit.event WHERE stream = :stream AND seq = :seq")
                .bind("stream", stream.id())
                .bind("seq", seq)
                .mapTo(byte[].class)
                .findFirst();
    }

    /** The numbers of the events that came under one id: more than one when they contradict each other. */
    public List<Long> numbers(String stream, String source, String id) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT seq FROM audit.identity JOIN audit.stream ON stream.id = identity.stream"
                                + " WHERE name = :stream AND event_id = :id ORDER BY seq")
                .bind("stream", stream)
                .bind("id", EventId.of(source, id))
                .mapTo(Long.class)
                .list());
    }

    /**
     * Proves that a tree that was seen before is the beginning of this one.
     *
     * @param from not verified; the proof is for a tree of its size
     * @param to a checkpoint of the same stream, not smaller
     */
    public ConsistencyProof consistency(String stream, Checkpoint from, Checkpoint to) throws ProofException {
        return database.withHandle(handle -> {
            StreamName name = StreamName.find(handle, stream)
                    .orElseThrow(() -> new ProofException("there is no stream " + stream));
            return new Tree(new StoredTiles(handle, name.id()), to.size()).consistency(from.size());
        });
    }
}

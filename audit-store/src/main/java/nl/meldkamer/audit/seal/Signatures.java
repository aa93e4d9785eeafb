package nl.meldkamer.audit.seal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;

/** What is signed about a stream, by the checkpoints of the store and by what the witness has seen. */
final class Signatures {
    private final StreamName stream;
    private final VerifierKey key;
    private final List<SignedSize> witnessed = new ArrayList<>();

    /** Asks the witness; a note of its that is not ours is a fault. */
    Signatures(StreamName stream, VerifierKey key, Witness witness, Faults faults) {
        this.stream = stream;
        this.key = key;
        for (String note : witness.seen(stream.origin(key))) {
            try {
                Checkpoint checkpoint = stream.open(SignedNote.parse(note), key);
                witnessed.add(new SignedSize(checkpoint.size(), checkpoint.root(), SignedSize.WITNESS));
            } catch (ProofException e) {
                faults.add(0, "the witness has a note that is not of this stream: " + e.getMessage());
            }
        }
        witnessed.sort(Comparator.comparingLong(SignedSize::size));
    }

    /** The largest size that the witness has seen; 0 when none. */
    long witnessed() {
        return witnessed.isEmpty() ? 0 : witnessed.get(witnessed.size() - 1).size();
    }

    /** The largest size that the witness has seen among those up to one. */
    Optional<SignedSize> lastUpTo(long size) {
        return witnessed.stream().filter(seen -> seen.size() <= size).reduce((before, after) -> after);
    }

    /** What is signed about sizes above one and up to another, by size. */
    List<SignedSize> within(Handle handle, long above, long to, Faults faults) {
        List<SignedSize> signed = new ArrayList<>();
        for (SignedSize seen : witnessed) if (seen.size() > above && seen.size() <= to) signed.add(seen);
        for (StoredCheckpoint stored : StoredCheckpoint.within(handle, stream.id(), above, to)) {
            try {
                Checkpoint checkpoint = stored.open(stream, key);
                signed.add(new SignedSize(checkpoint.size(), checkpoint.root(), "the checkpoint"));
            } catch (ProofException e) {
                faults.add(
                        stored.size() - 1,
                        "the checkpoint of size " + stored.size() + " is not good: " + e.getMessage());
            }
        }
        signed.sort(Comparator.comparingLong(SignedSize::size));
        return signed;
    }
}

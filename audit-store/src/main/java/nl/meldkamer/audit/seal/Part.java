package nl.meldkamer.audit.seal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.Tree;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;

/** Some events of a stream, against the tree of its last checkpoint as the tiles have it. Used by one thread. */
final class Part {
    private final Handle handle;
    private final StreamName stream;
    private final VerifierKey key;
    private final Faults faults = new Faults();
    private final Signatures signatures;

    Part(Handle handle, StreamName stream, VerifierKey key, Witness witness) {
        this.handle = handle;
        this.stream = stream;
        this.key = key;
        this.signatures = new Signatures(stream, key, witness, faults);
    }

    Verification verify(long from, long to) {
        Extent extent = Extent.of(handle, stream);
        extent.compare(faults);
        Optional<Checkpoint> last = last();
        long sealed = last.map(Checkpoint::size).orElse(0L);
        Optional<Tree> tree = last.map(checkpoint -> new Tree(new StoredTiles(handle, stream.id()), checkpoint.size()));
        for (long start = from; start < to; start = end(start, to)) {
            Map<Long, Hash> provable = read(start, end(start, to), sealed);
            if (last.isPresent()) provable.forEach((seq, leaf) -> prove(tree.get(), last.get(), seq, leaf));
        }
        tree.ifPresent(this::compareWithWitness);
        return new Verification(
                stream.name(), to - from, sealed, signatures.witnessed(), faults.first(), faults.count(), List.of());
    }

    /** What is enough to prove all of them. A transaction for each run, so that nobody waits for the whole. */
    private Map<Long, Hash> read(long start, long end, long sealed) {
        return handle.inTransaction(transaction -> {
            Segment segment = new Segment(transaction, stream, start, end, faults, RollupSum.none());
            Map<Long, Hash> provable = new TreeMap<>();
            segment.read((seq, leaves, index) -> {
                if (seq == start || seq % TilePath.FULL == 0) provable.put(seq, Hash.at(leaves, index));
            });
            segment.requireTiles(sealed);
            return provable;
        });
    }

    private static long end(long start, long to) {
        return Math.min(to, (start / Chunk.LEAVES + 1) * Chunk.LEAVES);
    }

    private Optional<Checkpoint> last() {
        Optional<StoredCheckpoint> last = StoredCheckpoint.last(handle, stream.id());
        if (last.isEmpty()) return Optional.empty();
        try {
            return Optional.of(last.get().open(stream, key));
        } catch (ProofException e) {
            faults.add(last.get().size() - 1, "the last checkpoint is not good: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** One proof is enough for the 256 of a tile: the path of one of them is made of all the others. */
    private void prove(Tree tree, Checkpoint checkpoint, long seq, Hash leaf) {
        if (seq >= checkpoint.size()) return;
        try {
            if (tree.inclusion(seq).proves(leaf, checkpoint.root())) return;
            faults.add(seq, "it is not in the tree of the last checkpoint, or one of its tile is not");
        } catch (IllegalStateException e) {
            faults.add(seq, "it can't be proven: " + e.getMessage());
        }
    }

    /** The witness vouches for the last checkpoint if what it has seen is the beginning of that tree. */
    private void compareWithWitness(Tree tree) {
        long size = signatures.witnessed();
        if (size > tree.size())
            faults.add(tree.size(), "it is missing: the witness has seen " + size + " events sealed");
        signatures.lastUpTo(tree.size()).ifPresent(seen -> compare(tree, seen));
    }

    private void compare(Tree tree, SignedSize seen) {
        try {
            Hash root = new Tree(new StoredTiles(handle, stream.id()), seen.size()).root();
            boolean consistent =
                    root.equals(seen.root()) && tree.consistency(seen.size()).proves(seen.root(), tree.root());
            if (!consistent) faults.add(0, "the tree is not the one that the witness has seen at " + seen.size());
        } catch (IllegalStateException e) {
            faults.add(0, "the tree that the witness has seen can't be made: " + e.getMessage());
        }
    }
}

package nl.meldkamer.audit.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.GrowingTree;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import org.jdbi.v3.core.Handle;

/**
 * 65,536 events, or those that are left: a subtree that is verified by itself, beside others. Holds some 10 MB while it
 * reads.
 */
final class Chunk {
    static final int LEAVES = TilePath.FULL * TilePath.FULL;

    private final StreamName stream;
    private final long from;
    private final long to;
    private final List<SignedSize> signed;
    private final long sealed;
    private final RollupSum counted;

    /**
     * @param signed what is said of sizes within it, by size
     * @param sealed the size of the last checkpoint
     * @param counted empty, for what roll-ups should count of its events
     */
    Chunk(StreamName stream, long from, long to, List<SignedSize> signed, long sealed, RollupSum counted) {
        this.stream = stream;
        this.from = from;
        this.to = to;
        this.signed = signed;
        this.sealed = sealed;
        this.counted = counted;
    }

    /**
     * What reading it gave.
     *
     * @param root of its own leaves alone
     * @param partial for each signed size, the root of its own leaves up to there
     */
    record Read(Chunk chunk, Hash root, List<Hash> partial, Faults faults) {}

    /** @param handle in a transaction */
    Read read(Handle handle) {
        // To the server the query seems long enough to be compiled, which takes longer than to run it.
        handle.execute("SET LOCAL jit = off");
        Faults faults = new Faults();
        Segment segment = new Segment(handle, stream, from, to, faults, counted);
        GrowingTree tree = new GrowingTree();
        List<Hash> partial = new ArrayList<>();
        List<byte[]> upper = new ArrayList<>();
        GrowingTree.FullTiles keepUpper = (tile, hashes) -> {
            if (tile.level() > 0) upper.add(hashes);
        };
        segment.read((seq, leaves, index) -> {
            tree.append(leaves, index, keepUpper);
            while (partial.size() < signed.size() && signed.get(partial.size()).size() == seq + 1)
                partial.add(tree.root());
        });
        segment.requireTiles(sealed);
        if (to <= sealed) upper.forEach(hashes -> compare(handle, hashes, faults));
        return new Read(this, tree.root(), partial, faults);
    }

    /** A full chunk has one tile above those of level 0, which were compared hash by hash. */
    private void compare(Handle handle, byte[] hashes, Faults faults) {
        TilePath stored = new TilePath(1, from / LEAVES, TilePath.FULL);
        if (!isStored(handle, stream, stored, hashes))
            faults.add(faults.firstWithin(from, to), stored + " is not made of the tiles below it");
    }

    static boolean isStored(Handle handle, StreamName stream, TilePath tile, byte[] hashes) {
        Optional<byte[]> stored = handle.createQuery(
                        "SELECT hashes FROM audit.tile WHERE stream = :stream AND level = :level AND idx = :index")
                .bind("stream", stream.id())
                .bind("level", tile.level())
                .bind("index", tile.index())
                .mapTo(byte[].class)
                .findOne();
        return stored.isPresent() && Arrays.equals(stored.get(), hashes);
    }

    long from() {
        return from;
    }

    boolean full() {
        return to - from == LEAVES;
    }

    boolean sealed() {
        return to <= sealed;
    }

    RollupSum counted() {
        return counted;
    }

    List<SignedSize> signed() {
        return signed;
    }
}

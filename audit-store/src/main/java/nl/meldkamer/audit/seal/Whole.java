package nl.meldkamer.audit.seal;

import java.util.List;
import nl.meldkamer.audit.tree.GrowingTree;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;

/** The whole tree, put together of its chunks in their order. Used by one thread. */
final class Whole {
    private final Handle handle;
    private final StreamName stream;
    private final Extent extent;
    private final Faults faults = new Faults();
    private final Signatures signatures;
    private final RollupCheck rollUps;
    private final RollupSum counted;

    /** Its leaves are the roots of chunks, which are hashes of level 2. */
    private final GrowingTree spine = new GrowingTree();

    /** The last size of which the root was right: nothing before it was changed. */
    private long good;

    /** The same, by the witness alone. */
    private long goodByWitness;

    Whole(Handle handle, StreamName stream, VerifierKey key, Witness witness, KeyedHash.Key secret) {
        this.handle = handle;
        this.stream = stream;
        // The witness first: what it has seen is then not more than what is here.
        this.signatures = new Signatures(stream, key, witness, faults);
        this.rollUps = RollupCheck.begin(handle, stream, secret);
        this.counted = rollUps.empty();
        this.extent = Extent.of(handle, stream);
        extent.compare(faults);
        if (signatures.witnessed() > extent.end()) {
            faults.add(
                    extent.end(), "it is missing: the witness has seen " + signatures.witnessed() + " events sealed");
        }
    }

    /** Before which number all events should be. */
    long end() {
        return extent.end();
    }

    Chunk chunk(long from, long to) {
        return new Chunk(
                stream, from, to, signatures.within(handle, from, to, faults), extent.sealed(), rollUps.empty());
    }

    void take(Chunk.Read read) {
        faults.addAll(read.faults());
        counted.add(read.chunk().counted());
        List<SignedSize> signed = read.chunk().signed();
        for (int i = 0; i < signed.size(); i++)
            compare(signed.get(i), spine.rootWith(read.partial().get(i)));
        if (read.chunk().full()) {
            boolean sealed = read.chunk().sealed();
            spine.append(read.root(), (tile, hashes) -> compare(sealed, tile, hashes));
        }
    }

    /** What the store's own checkpoints say clears nothing of what the witness says: the key may be in wrong hands. */
    private void compare(SignedSize signed, Hash root) {
        boolean witnessed = signed.who().equals(SignedSize.WITNESS);
        if (signed.root().equals(root)) {
            if (witnessed) goodByWitness = signed.size();
            good = signed.size();
            return;
        }
        long from = faults.firstWithin(witnessed ? goodByWitness : good, signed.size());
        faults.add(
                from,
                "of the events from here to " + (signed.size() - 1) + " at least one is not what " + signed.who()
                        + " of size " + signed.size() + " says");
    }

    private void compare(boolean sealed, TilePath tile, byte[] hashes) {
        TilePath stored = new TilePath(tile.level() + 2, tile.index(), TilePath.FULL);
        if (sealed && !Chunk.isStored(handle, stream, stored, hashes)) {
            faults.add(good, stored + " is not made of the tiles below it");
        }
    }

    Verification verification() {
        compareTileCount();
        return new Verification(
                stream.name(),
                extent.end(),
                extent.sealed(),
                signatures.witnessed(),
                faults.first(),
                faults.count(),
                faults.count() == 0 ? rollUps.compare(handle, counted) : List.of());
    }

    /** A tile of events that no checkpoint covers is left of a tree that was larger. */
    private void compareTileCount() {
        // The sealer may have gone on meanwhile.
        handle.createQuery("SELECT level, min(idx) FROM audit.tile,"
                        + " (SELECT coalesce(max(size), 0) AS size FROM audit.checkpoint WHERE stream = :stream) AS last"
                        + " WHERE stream = :stream AND (idx + 1) * 256 >"
                        + " CASE WHEN level < 8 THEN size >> (8 * level) ELSE 0 END GROUP BY level")
                .bind("stream", stream.id())
                .map((row, context) -> new TilePath(row.getInt(1), row.getLong(2), TilePath.FULL))
                .forEach(tile -> faults.add(extent.sealed(), tile + " is there, and no checkpoint covers it"));
    }
}

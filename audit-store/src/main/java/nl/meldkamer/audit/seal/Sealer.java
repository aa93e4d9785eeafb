package nl.meldkamer.audit.seal;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.GrowingTree;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.audit.tree.TilePath;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Seals one stream: makes its committed events leaves of its tree, in order and never past a hole. Each step is one
 * transaction with the full tiles, a signed checkpoint and the roll-ups, so that a crash leaves all of it or nothing;
 * what it was doing is taken up from the tiles. Two sealers of one stream do no harm: the slower one fails and takes up
 * from what the other did. Keeps some 8 KiB for each 256-fold of the tree. Not thread-safe.
 */
final class Sealer {
    /** What one step seals at most, so that neither memory nor a transaction grows with what is waiting. */
    static final int MOST_LEAVES = 65_536;

    private final Jdbi database;
    private final StreamName stream;
    private final SignerKey key;
    private final Clock clock;

    /** Null when the tree is to be taken up from what is stored. */
    private @Nullable GrowingTree tree;

    /** @param database connections as the sealer, outside any transaction */
    Sealer(Jdbi database, StreamName stream, SignerKey key, Clock clock) {
        this.database = database;
        this.stream = stream;
        this.key = key;
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @return how many events it sealed; less than {@link #MOST_LEAVES} when there were no more, or a hole was next
     * @throws SealException when what is stored does not give the last checkpoint
     */
    int seal() throws SealException {
        GrowingTree growing = tree == null ? database.withHandle(this::resume) : tree;
        // If the transaction fails, the tree in memory is ahead of the one that is stored.
        tree = null;
        int sealed = database.inTransaction(handle -> seal(handle, growing));
        tree = growing;
        return sealed;
    }

    private GrowingTree resume(Handle handle) throws SealException {
        var last = StoredCheckpoint.last(handle, stream.id());
        if (last.isEmpty()) return new GrowingTree();
        try {
            Checkpoint checkpoint = last.get().open(stream, key.verifier());
            GrowingTree resumed = GrowingTree.resume(new StoredTiles(handle, stream.id()), checkpoint.size());
            if (resumed.root().equals(checkpoint.root())) return resumed;
            throw refusal("the tiles give another root");
        } catch (ProofException | IllegalStateException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private SealException refusal(String reason) {
        return new SealException("stream " + stream.name() + " can't be sealed on from its last checkpoint: " + reason
                + "; run audit verify");
    }

    private int seal(Handle handle, GrowingTree growing) {
        long from = growing.size();
        HourlyCounts counts = new HourlyCounts();
        try (PreparedBatch tiles = handle.prepareBatch(
                "INSERT INTO audit.tile (stream, level, idx, hashes)" + " VALUES (:stream, :level, :index, :hashes)")) {
            append(handle, growing, tiles, counts);
            if (growing.size() == from) return 0;
            if (tiles.size() > 0) tiles.execute();
        }
        advance(handle, from, growing.size());
        insertCheckpoint(handle, Checkpoint.of(stream.origin(key.verifier()), growing.size(), growing.root()));
        counts.addTo(handle, stream);
        return (int) (growing.size() - from);
    }

    private void append(Handle handle, GrowingTree growing, PreparedBatch tiles, HourlyCounts counts) {
        long from = growing.size();
        String query = "SELECT seq, leaf, " + HourlyCounts.COLUMNS + " FROM audit.event WHERE stream = " + stream.id()
                + " AND seq >= " + from + " AND seq < " + (from + MOST_LEAVES) + " ORDER BY stream, seq";
        try (BinaryRows rows = new BinaryRows(handle.getConnection(), query, 2 + HourlyCounts.COLUMN_COUNT)) {
            // What is after a hole is read as well: to break off would end the transaction.
            while (rows.next()) {
                if (rows.int64(0) != growing.size()) continue;
                growing.append(leaf(rows), (tile, hashes) -> add(tiles, tile, hashes));
                counts.count(rows, 2);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the events of stream " + stream.name() + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Hash leaf(BinaryRows rows) {
        byte[] leaf = rows.bytes(1);
        if (leaf == null) throw new IllegalStateException("a leaf is null");
        return Hash.of(leaf);
    }

    private void add(PreparedBatch tiles, TilePath tile, byte[] hashes) {
        tiles.bind("stream", stream.id())
                .bind("level", tile.level())
                .bind("index", tile.index())
                .bind("hashes", hashes)
                .add();
    }

    private void advance(Handle handle, long from, long to) {
        String sql = from == 0
                ? "INSERT INTO audit.seal (stream, size) VALUES (:stream, :to) ON CONFLICT DO NOTHING"
                : "UPDATE audit.seal SET size = :to WHERE stream = :stream AND size = :from";
        int moved = handle.createUpdate(sql)
                .bind("stream", stream.id())
                .bind("from", from)
                .bind("to", to)
                .execute();
        if (moved == 0) throw new IllegalStateException("stream " + stream.name() + " was sealed by another meanwhile");
    }

    private void insertCheckpoint(Handle handle, Checkpoint checkpoint) {
        handle.createUpdate("INSERT INTO audit.checkpoint (stream, size, root, note, at)"
                        + " VALUES (:stream, :size, :root, :note, :at)")
                .bind("stream", stream.id())
                .bind("size", checkpoint.size())
                .bind("root", checkpoint.root().bytes())
                .bind("note", checkpoint.sign(key).toString())
                .bind("at", Timestamp.from(clock.instant()))
                .execute();
    }
}

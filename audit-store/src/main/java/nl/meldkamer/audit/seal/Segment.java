package nl.meldkamer.audit.seal;

import java.sql.SQLException;
import java.util.Arrays;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A run of events, read in one go: each row compared with itself, its place, and its hash in the tile. Keeps the tiles
 * of the run, 32 bytes an event. Used by one thread, as the connection is.
 */
final class Segment {
    /** Takes the leaves in order, none left out. Not to use the connection: it is busy. */
    @FunctionalInterface
    interface Leaves {
        /** The hash of the leaf is the one at an index of an array, which may hold another when the next one comes. */
        void accept(long seq, byte[] hashes, int index);
    }

    private static final byte[] NOTHING = Hash.leaf(new byte[0]).bytes();

    private final Handle handle;
    private final StreamName stream;
    private final long from;
    private final long to;
    private final Faults faults;
    private final RollupSum counted;
    private final Tombstones dropped;
    private final byte[] @Nullable [] tiles;

    /**
     * @param handle in a transaction, to the end of which it can be read
     * @param from how many events of the stream come before it; {@code to} is that of its end
     * @param counted gets its events
     */
    Segment(Handle handle, StreamName stream, long from, long to, Faults faults, RollupSum counted) {
        this.handle = handle;
        this.stream = stream;
        this.from = from;
        this.to = to;
        this.faults = faults;
        this.counted = counted;
        this.dropped = Tombstones.of(handle, stream);
        this.tiles = tiles();
    }

    private byte[] @Nullable [] tiles() {
        long first = from / TilePath.FULL;
        byte[][] found = new byte[(int) ((to - 1) / TilePath.FULL - first) + 1][];
        handle.createQuery("SELECT idx, hashes FROM audit.tile WHERE stream = :stream AND level = 0"
                        + " AND idx >= :first AND idx < :first + :count")
                .bind("stream", stream.id())
                .bind("first", first)
                .bind("count", found.length)
                .reduceResultSet(found, (tiles, row, context) -> {
                    tiles[(int) (row.getLong(1) - first)] = row.getBytes(2);
                    return tiles;
                });
        return found;
    }

    /**
     * Reads it. Where a tile has the hash of an event, that is the one that the sink gets, so that one event that was
     * changed is one fault, and does not make every root after it wrong.
     */
    void read(Leaves sink) {
        String query = "SELECT " + EventRow.COLUMNS + " FROM audit.event WHERE stream = " + stream.id() + " AND seq >= "
                + from + " AND seq < " + to + " ORDER BY stream, seq";
        try (BinaryRows rows = new BinaryRows(handle.getConnection(), query, EventRow.COLUMN_COUNT)) {
            read(rows, sink);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the events of stream " + stream.name() + " can't be read: " + e.getMessage(), e);
        }
    }

    private void read(BinaryRows rows, Leaves sink) throws SQLException {
        EventRow check = new EventRow(stream);
        long next = from;
        while (rows.next()) {
            long seq = rows.int64(EventRow.SEQ);
            while (next < Math.min(seq, to)) missing(next++, sink);
            if (seq != next || seq >= to) {
                faults.add(seq, "there is another row with this number");
            } else {
                present(seq, check, rows, sink);
                next++;
            }
        }
        while (next < to) missing(next++, sink);
    }

    private void present(long seq, EventRow check, BinaryRows row, Leaves sink) {
        String fault = check.check(row);
        byte[] tile = tile(seq);
        int index = (int) (seq % TilePath.FULL);
        if (fault != null) faults.add(seq, fault);
        else counted.add(row.array(), check.canonical());
        if (fault == null && tile != null && !has(tile, index, check.leaf()))
            faults.add(seq, "it is not what was sealed");
        if (tile != null) sink.accept(seq, tile, index);
        else sink.accept(seq, check.leaf(), 0);
    }

    private static boolean has(byte[] tile, int index, byte[] hash) {
        int start = index * Hash.SIZE;
        return Arrays.equals(tile, start, start + Hash.SIZE, hash, 0, Hash.SIZE);
    }

    private void missing(long seq, Leaves sink) {
        byte[] tile = tile(seq);
        if (!dropped.have(seq)) faults.add(seq, "it is missing");
        else if (tile == null) faults.add(seq, "it was dropped, and its hash is not kept in a tile");
        if (tile != null) sink.accept(seq, tile, (int) (seq % TilePath.FULL));
        else sink.accept(seq, NOTHING, 0);
    }

    /** The tile with its hash; one of a wrong length has none. */
    private byte @Nullable [] tile(long seq) {
        byte[] tile = tiles[(int) (seq / TilePath.FULL - from / TilePath.FULL)];
        return tile == null || tile.length != TilePath.FULL * Hash.SIZE ? null : tile;
    }

    /** Names the full tiles of a tree of this size that are not there. */
    void requireTiles(long size) {
        for (long tile = from / TilePath.FULL; (tile + 1) * TilePath.FULL <= Math.min(to, size); tile++) {
            if (tile(tile * TilePath.FULL) == null)
                faults.add(tile * TilePath.FULL, new TilePath(0, tile, TilePath.FULL) + " is missing or damaged");
        }
    }
}

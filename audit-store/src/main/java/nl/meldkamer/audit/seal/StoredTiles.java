package nl.meldkamer.audit.seal;

import java.util.Arrays;
import java.util.List;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.TileReader;
import nl.meldkamer.audit.tree.TreeHasher;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The tiles of one stream. Only full ones are stored; of others the hashes are those of the events, or are made from
 * the full tiles below: 255 of them, 2 MiB, at most. Used by one thread, as the connection is.
 */
public final class StoredTiles implements TileReader {
    private final Handle handle;
    private final int stream;
    private final TreeHasher hasher = new TreeHasher();

    public StoredTiles(Handle handle, int stream) {
        this.handle = handle;
        this.stream = stream;
    }

    /** @throws IllegalStateException when tiles or events that it takes are missing or damaged */
    @Override
    public byte[] read(TilePath tile) {
        List<byte[]> stored = tiles(tile.level(), tile.index(), 1);
        if (!stored.isEmpty()) return Arrays.copyOf(stored.get(0), tile.width() * Hash.SIZE);
        long first = tile.index() * TilePath.FULL;
        List<byte[]> hashes = tile.level() == 0 ? leaves(first, tile.width()) : roots(tile, first);
        if (hashes.size() != tile.width()) {
            throw new IllegalStateException(
                    tile + " is not stored, and only " + hashes.size() + " of what it is made of");
        }
        return joined(hashes);
    }

    private List<byte[]> roots(TilePath tile, long first) {
        return tiles(tile.level() - 1, first, tile.width()).stream()
                .map(hashes -> hasher.root(hashes, TilePath.FULL).bytes())
                .toList();
    }

    private List<byte[]> tiles(int level, long first, int count) {
        Query query = handle.createQuery("SELECT hashes FROM audit.tile WHERE stream = :stream AND level = :level"
                        + " AND idx >= :first AND idx < :first + :count ORDER BY idx")
                .bind("level", level);
        return hashes(query, first, count, TilePath.FULL * Hash.SIZE);
    }

    private List<byte[]> leaves(long first, int count) {
        Query query = handle.createQuery("SELECT leaf FROM audit.event WHERE stream = :stream"
                + " AND seq >= :first AND seq < :first + :count ORDER BY stream, seq");
        return hashes(query, first, count, Hash.SIZE);
    }

    private List<byte[]> hashes(Query query, long first, int count, int length) {
        List<byte[]> rows = query.bind("stream", stream)
                .bind("first", first)
                .bind("count", count)
                .mapTo(byte[].class)
                .list();
        for (byte[] row : rows) {
            if (row.length != length) throw new IllegalStateException("a hash or tile has " + row.length + " bytes");
        }
        return rows;
    }

    private static byte[] joined(List<byte[]> hashes) {
        byte[] tile = new byte[hashes.size() * Hash.SIZE];
        for (int i = 0; i < hashes.size(); i++) System.arraycopy(hashes.get(i), 0, tile, i * Hash.SIZE, Hash.SIZE);
        return tile;
    }
}

package nl.meldkamer.audit.retention;

import java.io.ByteArrayOutputStream;
import java.util.List;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.TileReader;
import nl.meldkamer.audit.tree.TreeHasher;
import org.jdbi.v3.core.Handle;

/** The tiles of a stream, as the sealer stored the full ones; others are made of what they cover. Used by one thread. */
final class TileTable implements TileReader {

    private final Handle handle;
    private final int stream;
    private final TreeHasher hasher = new TreeHasher();

    TileTable(Handle handle, int stream) {
        this.handle = handle;
        this.stream = stream;
    }

    /** @throws IllegalStateException when what it takes is missing */
    @Override
    public byte[] read(TilePath tile) {
        long first = tile.index() * TilePath.FULL;
        List<byte[]> full =
                select("SELECT hashes FROM audit.tile WHERE level = " + tile.level(), "idx", tile.index(), 1);
        if (!full.isEmpty()) return joined(full, tile);
        if (tile.level() == 0)
            return joined(select("SELECT leaf FROM audit.event WHERE true", "seq", first, tile.width()), tile);
        String below = "SELECT hashes FROM audit.tile WHERE level = " + (tile.level() - 1);
        List<byte[]> roots = select(below, "idx", first, tile.width()).stream()
                .map(hashes -> hasher.root(hashes, TilePath.FULL).bytes())
                .toList();
        return joined(roots, tile);
    }

    private List<byte[]> select(String sql, String column, long first, int count) {
        return handle.createQuery(sql + " AND stream = :stream AND " + column + " >= :first AND " + column + " < :end"
                        + " ORDER BY " + column)
                .bind("stream", stream)
                .bind("first", first)
                .bind("end", first + count)
                .mapTo(byte[].class)
                .list();
    }

    private static byte[] joined(List<byte[]> parts, TilePath tile) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        parts.forEach(hashes::writeBytes);
        if (hashes.size() < tile.width() * Hash.SIZE)
            throw new IllegalStateException(tile + " is not stored, nor all that it is made of");
        return java.util.Arrays.copyOf(hashes.toByteArray(), tile.width() * Hash.SIZE);
    }
}

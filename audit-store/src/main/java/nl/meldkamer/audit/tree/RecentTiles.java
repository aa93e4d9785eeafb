package nl.meldkamer.audit.tree;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the tiles that were read last, since the hashes of one proof share them. Not thread-safe. */
final class RecentTiles implements TileReader {
    private static final int REMEMBERED = 64;

    private final TileReader reader;
    private final Map<TilePath, byte[]> recent = new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    RecentTiles(TileReader reader) {
        this.reader = reader;
    }

    @Override
    public byte[] read(TilePath tile) {
        byte[] hashes = recent.get(tile);
        if (hashes != null) return hashes;
        hashes = reader.read(tile);
        if (hashes.length != tile.width() * Hash.SIZE) {
            throw new IllegalStateException(tile + " has " + hashes.length + " bytes");
        }
        recent.put(tile, hashes);
        return hashes;
    }
}

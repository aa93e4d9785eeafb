package nl.meldkamer.audit.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.TileReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tiles that are not stored, of a level above the events': each is made of up to 255 full ones, 65,000
 * hashes, and the next proof in the same tree takes it too. What is kept is what a proof was made of, and proofs are
 * verified. Thread-safe; half a mebibyte.
 */
final class MadeTiles {
    private static final int MOST = 64;

    private record Key(int stream, TilePath tile) {}

    private final Map<Key, byte[]> made = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MOST;
        }
    };

    /** The tiles of a stream, those that are kept and those that are stored. */
    TileReader before(int stream, TileReader stored) {
        return tile -> tile.level() == 0 || tile.width() == TilePath.FULL
                ? stored.read(tile)
                : read(new Key(stream, tile), stored);
    }

    private byte[] read(Key key, TileReader stored) {
        byte[] kept = get(key);
        if (kept != null) return kept;
        byte[] hashes = stored.read(key.tile);
        put(key, hashes);
        return hashes;
    }

    private synchronized byte @Nullable [] get(Key key) {
        return made.get(key);
    }

    private synchronized void put(Key key, byte[] hashes) {
        made.put(key, hashes);
    }
}

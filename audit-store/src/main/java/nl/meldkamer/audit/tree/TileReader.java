package nl.meldkamer.audit.tree;

/** Where the tiles of a tree are read. */
@FunctionalInterface
public interface TileReader {
    /**
     * Reads a tile, full or partial.
     *
     * @return {@code width} hashes, one after the other; the caller does not write in it
     * @throws RuntimeException when there is no such tile, or the store of it fails
     */
    byte[] read(TilePath tile);
}

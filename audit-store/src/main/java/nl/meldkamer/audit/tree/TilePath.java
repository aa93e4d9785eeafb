package nl.meldkamer.audit.tree;

/**
 * Names a tile: a row of up to 256 hashes of one height (C2SP tlog-tiles, tile height 8). Hash {@code i} of it is the
 * root of the perfect subtree over leaves {@code (index * 256 + i) * 256^level} and on.
 *
 * @param level 0 for hashes of leaves; a hash of the next level is the root of a full tile of this one
 * @param index which tile of its level, from 0
 * @param width how many hashes, 1 to 256
 */
public record TilePath(int level, long index, int width) {
    /** How many hashes a full tile has. */
    public static final int FULL = 256;

    static final int HEIGHT = 8;

    public TilePath {
        if (level < 0 || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** The tile in a tree of this many leaves; it must have a hash there. */
    static TilePath in(long size, int level, long index) {
        long hashes = count(size, level) - index * FULL;
        return new TilePath(level, index, (int) Math.min(FULL, hashes));
    }

    /** How many perfect subtrees of a level's height a tree of this size has. */
    static long count(long size, int level) {
        int shift = HEIGHT * level;
        return shift < Long.SIZE ? size >>> shift : 0;
    }

    public boolean full() {
        return width == FULL;
    }

    /** As C2SP writes it, such as {@code tile/0/x001/234.p/56}. */
    @Override
    public String toString() {
        String path = "%03d".formatted(index % 1000);
        for (long left = index / 1000; left > 0; left /= 1000) path = "x%03d/".formatted(left % 1000) + path;
        return "tile/" + level + "/" + path + (full() ? "" : ".p/" + width);
    }
}

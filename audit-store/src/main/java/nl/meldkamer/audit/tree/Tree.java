package nl.meldkamer.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree of RFC 9162 as it was at some size, read from tiles. A proof reads a few tiles for each 256-fold of the size.
 * Not thread-safe; what the reader throws comes out as it is.
 */
public final class Tree {
    private final TileReader tiles;
    private final long size;
    private final TreeHasher hasher = new TreeHasher();

    /** The first {@code size} leaves; the reader must have them all, and may have more. */
    public Tree(TileReader tiles, long size) {
        if (size < 0) throw new IllegalArgumentException("a tree of " + size + " leaves");
        this.tiles = new RecentTiles(tiles);
        this.size = size;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        return size == 0 ? TreeHasher.EMPTY : range(0, size);
    }

    /**
     * The root over a run of leaves, as if they were a tree of their own.
     *
     * @param start a multiple of the largest power of two below the length of the run, or of that length
     */
    public Hash range(long start, long end) {
        if (start < 0 || end > size || start >= end) {
            throw new IllegalArgumentException("no leaves " + start + " to " + end + " among " + size);
        }
        long length = end - start;
        if (Long.bitCount(length) == 1 && start % length == 0) {
            return perfect(start, Long.numberOfTrailingZeros(length));
        }
        long split = start + left(length);
        return Hash.node(range(start, split), range(split, end));
    }

    /** Section 2.1.3.1 of RFC 9162: that the leaf at {@code index} is in this tree. */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) throw new IllegalArgumentException("no leaf " + index + " among " + size);
        List<Hash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    private void inclusion(long index, long start, long end, List<Hash> path) {
        if (end - start == 1) return;
        long split = start + left(end - start);
        if (index < split) {
            inclusion(index, start, split, path);
            path.add(range(split, end));
        } else {
            inclusion(index, split, end, path);
            path.add(range(start, split));
        }
    }

    /** Section 2.1.4.1 of RFC 9162: that the tree of the first {@code from} leaves is the beginning of this one. */
    public ConsistencyProof consistency(long from) {
        if (from < 0 || from > size) throw new IllegalArgumentException("no tree of " + from + " among " + size);
        List<Hash> path = new ArrayList<>();
        if (from > 0) consistency(from, 0, size, true, path);
        return new ConsistencyProof(from, size, path);
    }

    /** @param known whether whoever verifies has the root over {@code start} to {@code from} already */
    private void consistency(long from, long start, long end, boolean known, List<Hash> path) {
        if (from == end) {
            if (!known) path.add(range(start, end));
            return;
        }
        long split = start + left(end - start);
        if (from <= split) {
            consistency(from, start, split, known, path);
            path.add(range(split, end));
        } else {
            consistency(from, split, end, false, path);
            path.add(range(start, split));
        }
    }

    /** The largest power of two below a length that is above 1. */
    private static long left(long length) {
        return Long.highestOneBit(length - 1);
    }

    private Hash perfect(long start, int height) {
        int level = height / TilePath.HEIGHT;
        int folds = height % TilePath.HEIGHT;
        long first = start >>> (TilePath.HEIGHT * level);
        byte[] hashes = tiles.read(TilePath.in(size, level, first / TilePath.FULL));
        int from = (int) (first % TilePath.FULL) * Hash.SIZE;
        byte[] run = new byte[Hash.SIZE << folds];
        System.arraycopy(hashes, from, run, 0, run.length);
        return hasher.root(run, 1 << folds);
    }
}

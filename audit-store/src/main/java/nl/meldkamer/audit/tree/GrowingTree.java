package nl.meldkamer.audit.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree that leaves are appended to. It keeps its right edge only, the tiles that are not full: 8 KiB for each
 * 256-fold of its size. Not thread-safe.
 */
public final class GrowingTree {
    /** Takes each tile as it becomes full, those of a lower level first. */
    @FunctionalInterface
    public interface FullTiles {
        void accept(TilePath tile, byte[] hashes);
    }

    private static final class Edge {
        final byte[] hashes = new byte[TilePath.FULL * Hash.SIZE];
        int count;
    }

    private final List<Edge> edges = new ArrayList<>();
    private final TreeHasher hasher = new TreeHasher();
    private long size;

    /** Takes up a tree where it was left. */
    public static GrowingTree resume(TileReader tiles, long size) {
        GrowingTree tree = new GrowingTree();
        tree.size = size;
        for (int level = 0; TilePath.count(size, level) > 0; level++) {
            Edge edge = tree.edge(level);
            edge.count = (int) (TilePath.count(size, level) % TilePath.FULL);
            if (edge.count == 0) continue;
            byte[] hashes = tiles.read(new TilePath(level, TilePath.count(size, level) / TilePath.FULL, edge.count));
            System.arraycopy(hashes, 0, edge.hashes, 0, edge.count * Hash.SIZE);
        }
        return tree;
    }

    public long size() {
        return size;
    }

    /** Appends a leaf, given by its hash. */
    public void append(Hash leaf, FullTiles full) {
        append(leaf.bytes(), 0, full);
    }

    /** Appends a leaf whose hash is one of several that stand one after the other. */
    public void append(byte[] hashes, int index, FullTiles full) {
        append(0, hashes, index, full);
        size++;
    }

    private void append(int level, byte[] hashes, int index, FullTiles full) {
        Edge edge = edge(level);
        System.arraycopy(hashes, index * Hash.SIZE, edge.hashes, edge.count * Hash.SIZE, Hash.SIZE);
        edge.count++;
        if (edge.count < TilePath.FULL) return;
        long tile = TilePath.count(size, level) / TilePath.FULL;
        full.accept(new TilePath(level, tile, TilePath.FULL), edge.hashes.clone());
        edge.count = 0;
        append(level + 1, hasher.root(edge.hashes, TilePath.FULL).bytes(), 0, full);
    }

    private Edge edge(int level) {
        while (edges.size() <= level) edges.add(new Edge());
        return edges.get(level);
    }

    public Hash root() {
        return size == 0 ? TreeHasher.EMPTY : Hash.of(root(new byte[0]));
    }

    /** The root if the tree had one more subtree at its right, less than perfect, of which this is the root. */
    public Hash rootWith(Hash last) {
        return Hash.of(root(last.bytes()));
    }

    /** A tile that is not full stands, in the level above it, as its last subtree. */
    private byte[] root(byte[] last) {
        byte[] below = last;
        for (Edge edge : edges) {
            int length = edge.count * Hash.SIZE;
            byte[] hashes = Arrays.copyOf(edge.hashes, length + below.length);
            System.arraycopy(below, 0, hashes, length, below.length);
            if (hashes.length > 0)
                below = hasher.root(hashes, hashes.length / Hash.SIZE).bytes();
        }
        return below;
    }
}

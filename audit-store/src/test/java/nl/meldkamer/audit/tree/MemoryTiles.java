package nl.meldkamer.audit.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree whose tiles are in memory; tiles that are not full are made from those below them. */
final class MemoryTiles implements TileReader {
    private final Map<TilePath, byte[]> full = new HashMap<>();
    private byte[] leaves = new byte[1024];
    private int count;

    private final GrowingTree tree = new GrowingTree();

    static MemoryTiles of(List<byte[]> leaves) {
        MemoryTiles tiles = new MemoryTiles();
        for (byte[] leaf : leaves) tiles.append(leaf);
        return tiles;
    }

    void append(byte[] data) {
        Hash hash = Hash.leaf(data);
        if (leaves.length == count * Hash.SIZE) leaves = Arrays.copyOf(leaves, 2 * leaves.length);
        System.arraycopy(hash.bytes(), 0, leaves, count * Hash.SIZE, Hash.SIZE);
        count++;
        tree.append(hash, full::put);
    }

    GrowingTree growing() {
        return tree;
    }

    Map<TilePath, byte[]> full() {
        return full;
    }

    @Override
    public byte[] read(TilePath tile) {
        TilePath whole = new TilePath(tile.level(), tile.index(), TilePath.FULL);
        byte[] hashes = full.get(whole);
        if (hashes != null) return Arrays.copyOf(hashes, tile.width() * Hash.SIZE);
        if (tile.level() == 0) {
            int from = (int) tile.index() * TilePath.FULL * Hash.SIZE;
            return Arrays.copyOfRange(leaves, from, from + tile.width() * Hash.SIZE);
        }
        byte[] made = new byte[tile.width() * Hash.SIZE];
        for (int i = 0; i < tile.width(); i++) {
            TilePath below = new TilePath(tile.level() - 1, tile.index() * TilePath.FULL + i, TilePath.FULL);
            System.arraycopy(
                    new TreeHasher().root(read(below), TilePath.FULL).bytes(), 0, made, i * Hash.SIZE, Hash.SIZE);
        }
        return made;
    }
}

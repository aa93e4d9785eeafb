package nl.meldkamer.audit.tree;

import java.util.List;
import java.util.Optional;

/**
 * That a leaf is in a tree (RFC 9162, section 2.1.3). Says nothing about the size by itself: that and the root must
 * come from a checkpoint that is signed.
 *
 * @param index which leaf, from 0
 * @param size how many leaves the tree has
 * @param path the hashes beside the way from the leaf up to the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        if (index < 0 || index >= size) throw new IllegalArgumentException("no leaf " + index + " among " + size);
        path = List.copyOf(path);
    }

    public boolean proves(Hash leaf, Hash root) {
        return root(leaf).filter(root::equals).isPresent();
    }

    /** The root that this leaf would give, by section 2.1.3.2; nothing when the path is too long or too short. */
    public Optional<Hash> root(Hash leaf) {
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash sibling : path) {
            if (last == 0) return Optional.empty();
            if ((node & 1) == 1 || node == last) {
                root = Hash.node(sibling, root);
                int lonely = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                root = Hash.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }
}

package nl.meldkamer.audit.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * That a tree is the beginning of a later one: nothing was changed, taken away or put in between (RFC 9162, section
 * 2.1.4). The sizes and roots must come from checkpoints that are signed.
 *
 * @param from how many leaves the earlier tree has
 * @param to how many the later one has
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        if (from < 0 || from > to) throw new IllegalArgumentException("no proof from " + from + " to " + to);
        path = List.copyOf(path);
    }

    public boolean proves(Hash fromRoot, Hash toRoot) {
        if (from == to) return path.isEmpty() && fromRoot.equals(toRoot);
        if (from == 0) return path.isEmpty() && fromRoot.equals(TreeHasher.EMPTY);
        Deque<Hash> hashes = new ArrayDeque<>(path);
        // The earlier tree is then a subtree of the later one, and its root is no part of the path.
        if (Long.bitCount(from) == 1) hashes.addFirst(fromRoot);
        return !hashes.isEmpty() && climbs(hashes, fromRoot, toRoot);
    }

    /** Section 2.1.4.2: both roots are made from the one path. */
    private boolean climbs(Deque<Hash> hashes, Hash fromRoot, Hash toRoot) {
        int perfect = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >>> perfect;
        long last = (to - 1) >>> perfect;
        Hash earlier = hashes.removeFirst();
        Hash later = earlier;
        for (Hash sibling : hashes) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                earlier = Hash.node(sibling, earlier);
                later = Hash.node(sibling, later);
                int lonely = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                later = Hash.node(later, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && earlier.equals(fromRoot) && later.equals(toRoot);
    }
}

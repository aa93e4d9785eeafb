package nl.meldkamer.audit.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hashes of RFC 9162, section 2.1.1, made in the caller's own arrays, for whoever makes millions of them. Not
 * thread-safe.
 */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root of a tree without leaves. */
    public static final Hash EMPTY = Hash.of(sha256().digest());

    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Writes the hash of a leaf with these data at a place in the target. */
    public void leaf(byte[] data, int from, int length, byte[] target, int at) {
        sha256.update(LEAF);
        sha256.update(data, from, length);
        digest(target, at);
    }

    /**
     * The root over hashes that stand one after the other: of leaves, or of perfect subtrees of one height, of which
     * the last may be less than perfect.
     *
     * @param count how many hashes, at least one
     */
    public Hash root(byte[] hashes, int count) {
        byte[] level = Arrays.copyOf(hashes, count * Hash.SIZE);
        for (int nodes = count; nodes > 1; nodes = (nodes + 1) / 2) fold(level, nodes);
        return Hash.at(level, 0);
    }

    /** A node without a sibling goes up as it is: that gives the same tree as splitting at powers of two. */
    private void fold(byte[] level, int nodes) {
        for (int pair = 0; pair < nodes / 2; pair++) {
            sha256.update(NODE);
            sha256.update(level, 2 * pair * Hash.SIZE, 2 * Hash.SIZE);
            digest(level, pair * Hash.SIZE);
        }
        if (nodes % 2 == 1) System.arraycopy(level, (nodes - 1) * Hash.SIZE, level, nodes / 2 * Hash.SIZE, Hash.SIZE);
    }

    private void digest(byte[] target, int at) {
        try {
            sha256.digest(target, at, Hash.SIZE);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a hash at " + at + " of " + target.length, e);
        }
    }
}

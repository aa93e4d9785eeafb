package nl.meldkamer.audit.tree;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash in a tree of RFC 9162. Immutable. */
public final class Hash {
    /** In bytes. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one of several hashes that stand one after the other. */
    public static Hash at(byte[] hashes, int index) {
        return new Hash(Arrays.copyOfRange(hashes, index * SIZE, (index + 1) * SIZE));
    }

    /** A copy of {@link #SIZE} bytes; throws when they are not as many. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
        return new Hash(bytes.clone());
    }

    static Hash parse(String base64, String what) throws ProofException {
        byte[] bytes = StrictBase64.decode(base64, what);
        if (bytes.length != SIZE) throw new ProofException(what + " has " + bytes.length + " bytes, and not " + SIZE);
        return new Hash(bytes);
    }

    /** The hash of a leaf: SHA-256 of 0x00 and the data. */
    public static Hash leaf(byte[] data) {
        byte[] hash = new byte[SIZE];
        new TreeHasher().leaf(data, 0, data.length, hash, 0);
        return new Hash(hash);
    }

    /** The hash of a node: SHA-256 of 0x01 and the hashes of both its children. */
    static Hash node(Hash left, Hash right) {
        byte[] children = Arrays.copyOf(left.bytes, 2 * SIZE);
        System.arraycopy(right.bytes, 0, children, SIZE, SIZE);
        return new TreeHasher().root(children, 2);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return StrictBase64.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal digits, as PostgreSQL shows it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

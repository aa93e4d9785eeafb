package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that do not change, and are equal when they are the same. */
public final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** No copy: for an array that nobody else will write in. */
    static Bytes owned(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** A copy. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** To be read without a copy. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** A digest makes a copy of what it reads from a {@link #buffer}. */
    void addTo(MessageDigest digest) {
        digest.update(bytes);
    }

    void putInto(ByteBuffer buffer) {
        buffer.put(bytes);
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

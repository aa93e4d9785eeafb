package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
    /** To be copied, which is faster than to look for a provider. Nothing goes into it. */
    private static final MessageDigest EMPTY = empty();

    private Sha256() {}

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A new one; not thread-safe. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("that of the Java platform can be copied", e);
        }
    }

    /** The first 128 bits, in the form in which PostgreSQL keeps and compares 128 bits best. */
    static UUID truncated(Bytes bytes) {
        var sha256 = digest();
        bytes.addTo(sha256);
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }
}

package nl.meldkamer.audit.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Something encrypted with AES-256-GCM (NIST SP 800-38D). Numbers are big-endian:
 *
 * <pre>
 * offset  bytes  what
 *      0      1  version, 1
 *      1     16  id of the key
 *     17     12  nonce, random
 *     29      n  ciphertext, as long as the plaintext
 *   29+n     16  authentication tag
 * </pre>
 *
 * The first 17 bytes are authenticated, and after them a context that is not stored: an envelope that is moved to
 * another place does not open. Immutable. With random nonces a key may seal 2^32 envelopes; one person's events are far
 * from that.
 */
public final class Envelope {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES * 2;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private final byte[] bytes;

    /** Takes any bytes; those that are no envelope of this version do not open. */
    public Envelope(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static Envelope seal(UUID keyId, SecretKey key, byte[] context, byte[] plaintext, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer envelope = ByteBuffer.allocate(HEADER + NONCE + plaintext.length + TAG)
                .put(VERSION)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, envelope.array(), context);
            return new Envelope(envelope.put(cipher.doFinal(plaintext)).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Empty for what is no envelope of this version. */
    Optional<UUID> keyId() {
        if (bytes.length < HEADER + NONCE + TAG || bytes[0] != VERSION) return Optional.empty();
        ByteBuffer header = ByteBuffer.wrap(bytes, 1, Long.BYTES * 2);
        return Optional.of(new UUID(header.getLong(), header.getLong()));
    }

    /** Empty if it was sealed with another key or for another context, or has been changed. */
    Optional<byte[]> open(SecretKey key, byte[] context) {
        if (keyId().isEmpty()) return Optional.empty();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, context);
            return Optional.of(cipher.doFinal(bytes, HEADER + NONCE, bytes.length - HEADER - NONCE));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] envelope, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, envelope, HEADER, NONCE));
        cipher.updateAAD(envelope, 0, HEADER);
        cipher.updateAAD(context);
        return cipher;
    }

    /** As they are stored, and hashed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Envelope envelope && Arrays.equals(envelope.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Envelope[" + bytes.length + " bytes]";
    }
}

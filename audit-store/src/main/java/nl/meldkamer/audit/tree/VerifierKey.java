package nl.meldkamer.audit.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes, by name (C2SP signed-note; type 0x01, Ed25519 of RFC 8032). Immutable.
 *
 * <pre>
 * text     name '+' key id in 8 hexadecimal digits '+' base64 of
 *             offset  size  what
 *                  0     1  type, 1
 *                  1    32  public key
 * key id   first 4 bytes of SHA-256(name, line feed, type, public key)
 * </pre>
 */
public final class VerifierKey {
    static final byte ED25519 = 1;
    static final int KEY_SIZE = 32;

    /** What stands before the 32 bytes in the form that the JDK reads (RFC 8410, section 4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw, PublicKey key) {
        this.name = name;
        this.raw = raw;
        this.key = key;
    }

    static VerifierKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length), key);
    }

    /** Reads the text form. */
    public static VerifierKey parse(String text) throws ProofException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) throw new ProofException("a public key has the form name+id+base64");
        byte[] raw = material(parts[2], "the public key");
        try {
            byte[] encoded = ByteBuffer.allocate(X509.length + KEY_SIZE)
                    .put(X509)
                    .put(raw)
                    .array();
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            VerifierKey verifier = new VerifierKey(KeyName.require(parts[0]), raw, key);
            verifier.requireId(parts[1]);
            return verifier;
        } catch (GeneralSecurityException e) {
            throw new ProofException("the public key is none of Ed25519: " + e.getMessage());
        }
    }

    /** The 32 bytes behind the type. */
    static byte[] material(String base64, String what) throws ProofException {
        byte[] bytes = StrictBase64.decode(base64, what);
        if (bytes.length != 1 + KEY_SIZE || bytes[0] != ED25519) throw new ProofException(what + " is none of Ed25519");
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    void requireId(String digits) throws ProofException {
        if (!digits.equals(hexId())) throw new ProofException("the key id is " + digits + ", and should be " + hexId());
    }

    public String name() {
        return name;
    }

    int id() {
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(ED25519);
        return ByteBuffer.wrap(sha256.digest(raw)).getInt();
    }

    String hexId() {
        return HexFormat.of().toHexDigits(id());
    }

    /** Throws unless this key signed the note; signatures of other keys are left alone. */
    public void verify(SignedNote note) throws ProofException {
        boolean signed = false;
        for (SignedNote.Signature signature : note.signatures()) {
            if (!signature.name().equals(name) || signature.keyId() != id()) continue;
            if (!verifies(note.text(), signature.signature())) {
                throw new ProofException("the signature of " + name + " is wrong");
            }
            signed = true;
        }
        if (!signed) throw new ProofException("it is not signed by " + name + " with key " + hexId());
    }

    boolean verifies(String text, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(bytes);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** The text form. */
    @Override
    public String toString() {
        byte[] material =
                ByteBuffer.allocate(1 + KEY_SIZE).put(ED25519).put(raw).array();
        return name + "+" + hexId() + "+" + StrictBase64.encode(material);
    }
}

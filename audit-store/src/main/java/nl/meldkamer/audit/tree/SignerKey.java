package nl.meldkamer.audit.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;

/**
 * The secret half of a key that signs notes. Immutable; signing is thread-safe.
 *
 * <pre>
 * text     "PRIVATE+KEY+" name '+' key id in 8 hexadecimal digits '+' base64 of
 *             offset  size  what
 *                  0     1  type, 1
 *                  1    32  secret: the seed of RFC 8032, section 5.1.5
 * </pre>
 */
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private SignerKey(String name, byte[] seed) throws GeneralSecurityException {
        this.seed = seed;
        this.key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        this.verifier = VerifierKey.of(name, pair(seed).getPublic());
    }

    /** The JDK derives a public key only while it generates a pair; so it is given its "random" bytes. */
    private static KeyPair pair(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }

    /** Makes a new key; throws when the name has a space or a plus sign. */
    public static SignerKey generate(String name, SecureRandom random) {
        byte[] seed = new byte[VerifierKey.KEY_SIZE];
        random.nextBytes(seed);
        try {
            return new SignerKey(KeyName.require(name), seed);
        } catch (ProofException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Reads the text form; what it throws never has the key in it. */
    public static SignerKey parse(String text) throws ProofException {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) throw new ProofException("a signing key has the form PRIVATE+KEY+name+id+base64");
        byte[] seed = VerifierKey.material(parts[2], "the signing key");
        try {
            SignerKey signer = new SignerKey(KeyName.require(parts[0]), seed);
            signer.verifier.requireId(parts[1]);
            return signer;
        } catch (GeneralSecurityException e) {
            throw new ProofException("the signing key is none of Ed25519");
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a text, which ends with a line feed. */
    public SignedNote sign(String text) {
        return new SignedNote(text, List.of(signature(text)));
    }

    SignedNote.Signature signature(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return SignedNote.Signature.of(verifier.name(), verifier.id(), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform since 15 has Ed25519", e);
        }
    }

    /** The text form, with the secret in it. */
    public String secretText() {
        byte[] material = ByteBuffer.allocate(1 + seed.length)
                .put(VerifierKey.ED25519)
                .put(seed)
                .array();
        return PREFIX + verifier.name() + "+" + verifier.hexId() + "+" + StrictBase64.encode(material);
    }

    /** Names the key and does not have the secret. */
    @Override
    public String toString() {
        return "SignerKey[" + verifier + "]";
    }
}

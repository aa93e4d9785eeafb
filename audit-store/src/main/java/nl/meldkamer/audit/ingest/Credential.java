package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a producer proves with that it is itself. None of them is ever printed. */
public sealed interface Credential {

    /**
     * A shared secret that each request is signed with, as the Standard Webhooks specification 1.0 has it.
     *
     * @param secret text, or {@code whsec_} and Base64 of the bytes
     */
    record SharedSecret(String secret) implements Credential {

        private static final String BASE64 = "whsec_";

        public SharedSecret {
            requireLong(secret);
        }

        boolean signed(byte[] message, byte[] signature) {
            return MessageDigest.isEqual(hmac(key(), message), signature);
        }

        private byte[] key() {
            return secret.startsWith(BASE64)
                    ? Base64.getDecoder().decode(secret.substring(BASE64.length()))
                    : secret.getBytes(UTF_8);
        }

        @Override
        public String toString() {
            return "SharedSecret[***]";
        }
    }

    /** A token that is sent along with each request; only over TLS, or on one machine. */
    record BearerToken(String token) implements Credential {
        public BearerToken {
            requireLong(token);
        }

        boolean is(String other) {
            return MessageDigest.isEqual(sha256(token), sha256(other));
        }

        @Override
        public String toString() {
            return "BearerToken[***]";
        }
    }

    /** The "Webhook Secret" of Frappe, which signs the body and nothing else: neither the time nor an id. */
    record FrappeSecret(String secret) implements Credential {
        public FrappeSecret {
            requireLong(secret);
        }

        boolean signed(byte[] body, byte[] signature) {
            return MessageDigest.isEqual(hmac(secret.getBytes(UTF_8), body), signature);
        }

        @Override
        public String toString() {
            return "FrappeSecret[***]";
        }
    }

    private static void requireLong(String secret) {
        if (secret.length() < 16) throw new IllegalArgumentException("is shorter than 16 characters");
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both sides of a comparison get one length, so that the time that it takes tells nothing. */
    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

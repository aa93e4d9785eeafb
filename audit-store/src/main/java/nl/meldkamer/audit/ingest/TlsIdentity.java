package nl.meldkamer.audit.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate with its chain, and its key, as PEM (RFC 7468). The key is PKCS#8 without a password: {@code BEGIN
 * PRIVATE KEY}. Immutable.
 */
public final class TlsIdentity {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;

    private TlsIdentity(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads both files.
     *
     * @throws IOException if one can't be read
     * @throws IllegalArgumentException if one does not hold what it should, or the two don't belong together
     */
    public static TlsIdentity read(Path certificate, Path key) throws IOException {
        byte[] chain = Files.readAllBytes(certificate);
        String pem = Files.readString(key, StandardCharsets.US_ASCII);
        try {
            return new TlsIdentity(context(certificates(chain), privateKey(pem, key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    certificate + " and " + key + " are not a certificate and its key: " + e.getMessage(), e);
        }
    }

    SSLContext context() {
        return context;
    }

    private static Certificate[] certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem))
                .toArray(Certificate[]::new);
    }

    private static PrivateKey privateKey(String pem, Path file) throws GeneralSecurityException {
        Matcher found = KEY.matcher(pem);
        if (!found.find()) throw new IllegalArgumentException(file + " holds no 'BEGIN PRIVATE KEY'");
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // It is a key of another kind.
            }
        }
        throw new IllegalArgumentException(file + " is a key of none of the kinds " + ALGORITHMS);
    }

    private static SSLContext context(Certificate[] chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        if (chain.length == 0) throw new IllegalArgumentException("there is no certificate");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("meldkamer", key, NO_PASSWORD, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

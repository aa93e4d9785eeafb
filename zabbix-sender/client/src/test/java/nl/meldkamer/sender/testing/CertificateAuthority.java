package nl.meldkamer.sender.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests, valid for a day. */
public final class CertificateAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** A certificate and its key. */
    public record Issued(X509Certificate certificate, PrivateKey key) {}

    private CertificateAuthority(X500Name name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** An authority with an RSA key of its own; names are written least specific part first. */
    public static CertificateAuthority named(String name) {
        KeyPair keys = keyPair("RSA");
        X500Name own = new X500Name(name);
        return new CertificateAuthority(own, keys, sign(own, keys.getPrivate(), own, keys, true));
    }

    /** Issues a certificate for a new key; the algorithm is RSA or EC. */
    public Issued issue(String subject, String algorithm) {
        KeyPair subjectKeys = keyPair(algorithm);
        return new Issued(
                sign(name, keys.getPrivate(), new X500Name(subject), subjectKeys, false), subjectKeys.getPrivate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A revocation list in PEM with the certificates given, which may be none. */
    public String revocationList(X509Certificate... revoked) {
        Instant now = Instant.now();
        X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(now.minusSeconds(60)));
        list.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
        for (X509Certificate one : revoked)
            list.addCRLEntry(one.getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
        return pem(list.build(signer(keys.getPrivate())));
    }

    /** What a server needs that shows this certificate and demands one of this authority. */
    public SSLContext serverContext(Issued server) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("server", server.key(), new char[0], new X509Certificate[] {server.certificate()});
            KeyManagerFactory showing = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            showing.init(own, new char[0]);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate);
            TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
            trusting.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(showing.getKeyManagers(), trusting.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate, key or list in PEM; keys as OpenSSL used to write them. */
    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes PEM to a new file of the folder. */
    public static Path write(Path folder, String file, String pem) {
        try {
            return Files.writeString(folder.resolve(file), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Certificate sign(X500Name issuer, PrivateKey by, X500Name subject, KeyPair keys, boolean ca) {
        Instant now = Instant.now();
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plus(Duration.ofDays(1))),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

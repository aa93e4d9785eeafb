package nl.meldkamer.sender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** TLS with certificates, by JSSE. */
final class CertificateSettings extends TlsSettings {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final char[] NO_PASSWORD = {};

    private final CertificateFiles files;
    private final SSLContext context;

    private CertificateSettings(CertificateFiles files, SSLContext context) {
        this.files = files;
        this.context = context;
    }

    static CertificateSettings read(CertificateFiles files) throws IOException {
        List<X509Certificate> authorities = PemFile.read(files.ca()).certificates();
        List<X509Certificate> chain = PemFile.read(files.certificate()).certificates();
        PrivateKey key = PemFile.read(files.key()).privateKey();
        List<CRL> revoked = files.crl().isEmpty()
                ? List.of()
                : PemFile.read(files.crl().get()).revocationLists();
        try {
            if (!belongTogether(key, chain.get(0).getPublicKey()))
                throw new IOException(files.key() + " is not the key of " + files.certificate());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(showing(chain, key), trusting(authorities, revoked), null);
            rehearse(context);
            return new CertificateSettings(files, context);
        } catch (GeneralSecurityException e) {
            throw new IOException(files.certificate() + " and " + files.ca() + " are of no use: " + e.getMessage(), e);
        }
    }

    /** Makes a first message, for nobody, for the reason that {@link PskHandshake#rehearse} has. */
    private static void rehearse(SSLContext context) throws SSLException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }

    @Override
    Connection secure(Wire wire, Address peer) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(new WireSocket(wire), peer.host(), peer.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (files.checkHostName()) parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        requireNames((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        return new Connection(wire, socket.getInputStream(), socket.getOutputStream(), socket);
    }

    @Override
    public String toString() {
        return "certificate " + files.certificate();
    }

    private void requireNames(X509Certificate server) throws IOException {
        requireName("issuer", files.serverIssuer(), server.getIssuerX500Principal());
        requireName("subject", files.serverSubject(), server.getSubjectX500Principal());
    }

    private static void requireName(String what, Optional<String> wanted, X500Principal found) throws IOException {
        String name = DistinguishedName.rfc4514(found);
        if (wanted.isPresent() && !wanted.get().equals(name))
            throw new SSLHandshakeException(
                    "the server's certificate has the " + what + " '" + name + "', not '" + wanted.get() + "'");
    }

    private static KeyManager[] showing(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trusting(List<X509Certificate> authorities, Collection<CRL> revoked)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors =
                authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(!revoked.isEmpty());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }

    private static boolean belongTogether(PrivateKey own, PublicKey shown) throws GeneralSecurityException {
        if (!own.getAlgorithm().equals(shown.getAlgorithm())) return false;
        Signature signature =
                Signature.getInstance(own.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(own);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        return signature.verify(signed);
    }
}

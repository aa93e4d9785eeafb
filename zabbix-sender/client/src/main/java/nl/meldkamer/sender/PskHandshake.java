package nl.meldkamer.sender;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSK;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The TLS-PSK client, for JSSE has none. The only class that touches BouncyCastle, so that others can do without. */
final class PskHandshake extends PSKTlsClient {

    /** What OpenSSL and GnuTLS builds of Zabbix offer for PSK, best first; 1.3 allows only those with SHA-256. */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA
    };

    private static final String HUNG_UP =
            "the server ended the connection during it, as it does when it does not know the"
                    + " PSK identity (yet), has another key for it, or was busy for too long; its log says which";

    private final byte[] identity;
    private final byte[] key;

    private PskHandshake(byte[] identity, byte[] key) {
        super(new BcTlsCrypto(new SecureRandom()), new BasicTlsPSKIdentity(identity, key));
        this.identity = identity;
        this.key = key;
    }

    /**
     * Makes a first message, for nobody. The classes that the JVM loads for the first one take it seconds on a busy machine,
     * and Zabbix hangs up when it gets no byte within three of the connect.
     */
    static void rehearse(byte[] identity, byte[] key) {
        try {
            new TlsClientProtocol().connect(new PskHandshake(identity, key));
        } catch (IOException e) {
            throw new IllegalStateException("a message that goes nowhere failed", e);
        }
    }

    static Connection over(Wire wire, byte[] identity, byte[] key) throws IOException {
        Incoming incoming = new Incoming(wire.input());
        TlsClientProtocol protocol = new TlsClientProtocol(incoming, wire.output());
        try {
            protocol.connect(new PskHandshake(identity, key));
        } catch (TlsFatalAlert e) {
            throw incoming.ended ? new IOException(HUNG_UP, e) : e;
        }
        return new Connection(wire, protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
    }

    /** Knows whether the end was reached, which BouncyCastle reports as an alert that nobody sent. */
    private static final class Incoming extends FilterInputStream {

        private boolean ended;

        Incoming(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            ended = read < 0;
            return read;
        }
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
    }

    @Override
    public short[] getPskKeyExchangeModes() {
        return new short[] {PskKeyExchangeMode.psk_dhe_ke};
    }

    @Override
    public Vector<TlsPSK> getExternalPSKs() {
        TlsSecret secret = getCrypto().createSecret(key.clone());
        Vector<TlsPSK> keys = new Vector<>();
        keys.add(new BasicTlsPSKExternal(identity, secret, PRFAlgorithm.tls13_hkdf_sha256));
        return keys;
    }
}

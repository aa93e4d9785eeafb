package nl.meldkamer.sender;

import java.io.IOException;
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

    private final byte[] identity;
    private final byte[] key;

    private PskHandshake(byte[] identity, byte[] key) {
        super(new BcTlsCrypto(new SecureRandom()), new BasicTlsPSKIdentity(identity, key));
        this.identity = identity;
        this.key = key;
    }

    static Connection over(Wire wire, byte[] identity, byte[] key) throws IOException {
        TlsClientProtocol protocol = new TlsClientProtocol(wire.input(), wire.output());
        protocol.connect(new PskHandshake(identity, key));
        return new Connection(wire, protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
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

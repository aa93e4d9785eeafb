package nl.meldkamer.sender.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Vector;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The server side of TLS-PSK with one identity. */
final class PskServer extends PSKTlsServer {

    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256
    };

    private final ProtocolVersion version;
    private final byte[] identity;
    private final byte[] key;

    private PskServer(ProtocolVersion version, byte[] identity, byte[] key) {
        super(new BcTlsCrypto(new SecureRandom()), new OneIdentity(identity, key));
        this.version = version;
        this.identity = identity;
        this.key = key;
    }

    static ServerSecurity.Secured secure(Socket socket, ProtocolVersion version, String identity, String key)
            throws IOException {
        TlsServerProtocol protocol = new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
        byte[] name = identity.getBytes(StandardCharsets.UTF_8);
        protocol.accept(new PskServer(version, name, HexFormat.of().parseHex(key)));
        return new ServerSecurity.Secured(protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return version.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
    }

    @Override
    @SuppressWarnings("rawtypes") // As BouncyCastle declares it.
    public @Nullable TlsPSKExternal getExternalPSK(Vector identities) {
        for (Object offered : identities) {
            if (!Arrays.equals(((PskIdentity) offered).getIdentity(), identity)) continue;
            return new BasicTlsPSKExternal(
                    identity, getCrypto().createSecret(key.clone()), PRFAlgorithm.tls13_hkdf_sha256);
        }
        return null;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record OneIdentity(byte[] identity, byte[] key) implements TlsPSKIdentityManager {
        @Override
        public byte @Nullable [] getHint() {
            return null;
        }

        @Override
        public byte @Nullable [] getPSK(byte[] asked) {
            return Arrays.equals(asked, identity) ? key.clone() : null;
        }
    }
}

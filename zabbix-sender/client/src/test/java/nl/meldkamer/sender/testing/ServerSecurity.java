package nl.meldkamer.sender.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.ProtocolVersion;

/** How a {@link FakeTrapper} secures a connection. */
@FunctionalInterface
public interface ServerSecurity {

    /** Does the handshake; fails with it. */
    Secured secure(Socket socket) throws IOException;

    /** Closing it says goodbye, and fails when that fails. */
    record Secured(InputStream input, OutputStream output, Closeable layer) implements Closeable {
        @Override
        public void close() throws IOException {
            layer.close();
        }
    }

    static ServerSecurity none() {
        return socket -> new Secured(socket.getInputStream(), socket.getOutputStream(), () -> {});
    }

    /** TLS of one version, "TLSv1.2" or "TLSv1.3", with certificates on both sides. */
    static ServerSecurity certificate(SSLContext context, String version) {
        return socket -> {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
            secured.setEnabledProtocols(new String[] {version});
            secured.setNeedClientAuth(true);
            secured.startHandshake();
            return new Secured(secured.getInputStream(), secured.getOutputStream(), secured);
        };
    }

    /** TLS-PSK 1.2 with the one identity; the key is in hexadecimal digits. */
    static ServerSecurity psk12(String identity, String key) {
        return socket -> PskServer.secure(socket, ProtocolVersion.TLSv12, identity, key);
    }

    /** TLS-PSK 1.3 with the one identity; the key is in hexadecimal digits. */
    static ServerSecurity psk13(String identity, String key) {
        return socket -> PskServer.secure(socket, ProtocolVersion.TLSv13, identity, key);
    }
}

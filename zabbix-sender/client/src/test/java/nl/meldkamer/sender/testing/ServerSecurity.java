package nl.meldkamer.sender.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

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
}

package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports of 127.0.0.1. */
final class Port {

    static final String HOST = "127.0.0.1";

    private Port() {}

    /** The port of the server that lives in a directory; the first time a free one, which a file there then keeps. */
    static int of(Path directory) {
        return of(directory, 0);
    }

    /** As {@link #of(Path)}, but first a port that people know, when it is free. */
    static int of(Path directory, int preferred) {
        try {
            Path file = directory.resolve("port");
            if (Files.exists(file))
                return Integer.parseInt(Files.readString(file).strip());
            int port = isFree(preferred) ? preferred : free();
            Files.createDirectories(directory);
            Files.writeString(file, port + "\n");
            return port;
        } catch (IOException failed) {
            throw new UncheckedIOException("no port for " + directory, failed);
        }
    }

    private static boolean isFree(int port) {
        if (port == 0) return false;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

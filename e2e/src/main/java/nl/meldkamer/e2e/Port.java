package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class Port {

    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_767;
    private static final int TRIES = 100;

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

    /** One that nobody has. Zabbix takes none above 32767, and those above are given to whoever connects to somewhere. */
    public static int free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) return port;
        }
        throw new IOException("no port between " + LOWEST + " and " + HIGHEST + " is free");
    }
}

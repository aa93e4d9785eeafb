package nl.meldkamer.audit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Between a client and PostgreSQL on the loopback interface: cuts the connection at a statement when it is told to. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    enum Cut {
        NONE("COMMIT", false),
        /** The server never sees the COMMIT. */
        BEFORE_COMMIT("COMMIT", true),
        /** The server commits, and the client never hears of it. */
        AFTER_COMMIT("COMMIT", false),
        /** The server never sees the one statement that stores and commits. */
        BEFORE_NEXT("moved AS (UPDATE", true),
        /** The server stores and commits, and the client never hears of it. */
        AFTER_NEXT("moved AS (UPDATE", false),
        /** While a pool asks its first connection what it is by default. */
        BEFORE_ISOLATION("TRANSACTION ISOLATION", true);

        private final String statement;
        private final boolean before;

        Cut(String statement, boolean before) {
            this.statement = statement;
            this.before = before;
        }
    }

    CuttingProxy(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The next such statement that passes. */
    void cut(Cut cut) {
        next.set(cut);
    }

    boolean hasCut() {
        return next.get() == Cut.NONE;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) connect(door.accept());
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        open.add(client);
        open.add(upstream);
        AtomicReference<Cut> here = new AtomicReference<>(Cut.NONE);
        daemon(() -> pump(client, upstream, here));
        daemon(() -> answer(upstream, client, here));
    }

    private void pump(Socket from, Socket to, AtomicReference<Cut> here) {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                if (new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains(next.get().statement))
                    here.set(next.getAndSet(Cut.NONE));
                if (here.get().before) return;
                out.write(bytes, 0, n);
            }
        } catch (IOException gone) {
            here.set(Cut.NONE);
        }
    }

    private static void answer(Socket from, Socket to, AtomicReference<Cut> here) {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                // The answer is there, so it is committed.
                if (here.get() != Cut.NONE) return;
                out.write(bytes, 0, n);
            }
        } catch (IOException gone) {
            here.set(Cut.NONE);
        }
    }

    private void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
    }
}

package nl.meldkamer.e2e.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import nl.meldkamer.audit.store.StoreSettings;

/** Between a program and PostgreSQL on the loopback interface: breaks the connection of the next commit when told to. */
final class CommitCutter implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    /** The second is in the statement that stores a few events and commits by itself. */
    private static final List<String> COMMITS = List.of("COMMIT", "moved AS (UPDATE");

    private final ServerSocket door;
    private final StoreSettings.Server server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    enum Cut {
        NONE,
        /** The server never sees what commits. */
        BEFORE,
        /** The server has committed, and the program never hears of it. */
        AFTER
    }

    CommitCutter(StoreSettings.Server server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** The way to the server through here. What is prepared would pass under a name that is not known here. */
    StoreSettings.Server settings() {
        String url = server.url().replaceFirst(":[0-9]+/", ":" + door.getLocalPort() + "/") + "?prepareThreshold=0";
        return new StoreSettings.Server(url, server.user(), server.password());
    }

    void cut(Cut cut) {
        next.set(cut);
    }

    boolean hasCut() {
        return next.get() == Cut.NONE;
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "commit-cutter");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException serverIsAwayOrDoorClosed) {
                // Who came is told by the end of the connection.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port(server));
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            AtomicReference<Cut> here = new AtomicReference<>(Cut.NONE);
            inBackground(() -> ask(client, upstream, here));
            inBackground(() -> answer(upstream, client, here));
        } catch (IOException away) {
            end(client);
            throw away;
        }
    }

    private static int port(StoreSettings.Server server) {
        return Integer.parseInt(server.url().replaceFirst(".*:([0-9]+)/.*", "$1"));
    }

    private void ask(Socket from, Socket to, AtomicReference<Cut> here) {
        pump(from, to, piece -> {
            if (COMMITS.stream().anyMatch(new String(piece, ISO_8859_1)::contains)) here.set(next.getAndSet(Cut.NONE));
            return here.get() != Cut.BEFORE;
        });
    }

    /** Once there is an answer, it is committed. */
    private void answer(Socket from, Socket to, AtomicReference<Cut> here) {
        pump(from, to, piece -> here.get() != Cut.AFTER);
    }

    private interface Passage {
        boolean lets(byte[] piece);
    }

    private void pump(Socket from, Socket to, Passage passage) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[PIECE];
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                if (!passage.lets(Arrays.copyOf(bytes, n))) break;
                out.write(bytes, 0, n);
            }
        } catch (IOException gone) {
            // The other side is told below.
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Closeable socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(this::end);
    }
}

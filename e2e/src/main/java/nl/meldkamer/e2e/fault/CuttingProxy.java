package nl.meldkamer.e2e.fault;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands between a sender and a trapper, one request a connection as the protocol has it, and breaks connections where
 * it is told to. It knows frames by their header alone:
 *
 * <pre>
 * offset  bytes  meaning
 *      0      4  "ZBXD"
 *      4      1  flags
 *      5      4  length of what follows the header, little-endian
 *      9      4  reserved
 * </pre>
 */
public final class CuttingProxy implements Closeable {

    private static final int HEADER = 13;
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Supplier<Cut> cuts;
    private final RandomGenerator random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Cut, AtomicInteger> made = new EnumMap<>(Cut.class);

    /** Starts on a free port; {@code cuts} is asked once a connection, {@code random} where inside a message to break. */
    public CuttingProxy(InetSocketAddress target, Supplier<Cut> cuts, RandomGenerator random) throws IOException {
        this.target = target;
        this.cuts = cuts;
        this.random = random;
        for (Cut cut : Cut.values()) made.put(cut, new AtomicInteger());
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections ended so. */
    public int made(Cut cut) {
        AtomicInteger count = made.get(cut);
        return count == null ? 0 : count.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket sender = listener.accept();
                threads.execute(() -> serve(sender));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket sender) {
        Cut cut = cuts.get();
        try (sender) {
            relay(sender, cut);
        } catch (IOException broken) {
            // The sender or the server went away by itself: the connection is as broken as a cut would have made it.
            return;
        } finally {
            made.computeIfAbsent(cut, ignored -> new AtomicInteger()).incrementAndGet();
        }
    }

    private void relay(Socket sender, Cut cut) throws IOException {
        if (cut == Cut.BEFORE_REQUEST) return;
        sender.setSoTimeout(PATIENCE_MILLIS);
        byte[] request = frame(new DataInputStream(sender.getInputStream()));
        try (Socket server = new Socket()) {
            server.connect(target, PATIENCE_MILLIS);
            server.setSoTimeout(PATIENCE_MILLIS);
            server.getOutputStream().write(cut == Cut.INSIDE_REQUEST ? part(request) : request);
            if (cut == Cut.INSIDE_REQUEST) return;
            byte[] answer = frame(new DataInputStream(server.getInputStream()));
            if (cut == Cut.AFTER_REQUEST) return;
            sender.getOutputStream().write(cut == Cut.INSIDE_ANSWER ? part(answer) : answer);
        }
    }

    private byte[] part(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(1, whole.length));
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) throw new EOFException("a frame has " + HEADER + " bytes of header");
        int length = (header[5] & 0xff) | (header[6] & 0xff) << 8 | (header[7] & 0xff) << 16 | (header[8] & 0xff) << 24;
        if (length < 0 || length > LARGEST) throw new IOException("a frame of " + length + " bytes is too long");
        byte[] whole = Arrays.copyOf(header, HEADER + length);
        in.readFully(whole, HEADER, length);
        return whole;
    }
}

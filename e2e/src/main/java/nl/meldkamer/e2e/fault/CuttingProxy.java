package nl.meldkamer.e2e.fault;

import java.io.Closeable;
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
 * it is told to.
 */
public final class CuttingProxy implements Closeable {

    private static final int PATIENCE_MILLIS = RawFrame.PATIENCE_MILLIS;

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
        byte[] request = RawFrame.read(sender.getInputStream());
        if (cut == Cut.INSIDE_REQUEST) {
            tell(part(request));
            return;
        }
        byte[] answer = RawFrame.ask(target, request);
        if (cut == Cut.AFTER_REQUEST) return;
        sender.getOutputStream().write(cut == Cut.INSIDE_ANSWER ? part(answer) : answer);
    }

    private void tell(byte[] bytes) throws IOException {
        try (Socket server = new Socket()) {
            server.connect(target, PATIENCE_MILLIS);
            server.getOutputStream().write(bytes);
        }
    }

    private byte[] part(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(1, whole.length));
    }
}

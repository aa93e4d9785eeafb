package nl.meldkamer.sender.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nl.meldkamer.sender.Address;

/**
 * A listening socket that does with each connection what it is told: the first connection gets the first behaviour, and
 * so on; the last behaviour serves all that follow. It stands in for faults that a real server cannot be made to show.
 * Thread-safe; closing it ends its connections and threads.
 */
public final class FakeTrapper implements AutoCloseable {

    private final ServerSocket listener;
    private final ServerSecurity security;
    private final List<Behaviour> behaviours;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<IOException> failures = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeTrapper::daemon);

    private FakeTrapper(ServerSocket listener, ServerSecurity security, List<Behaviour> behaviours) {
        this.listener = listener;
        this.security = security;
        this.behaviours = behaviours;
    }

    /** Listens on a free port of 127.0.0.1; without behaviours it accepts every value. */
    public static FakeTrapper start(Behaviour... behaviours) {
        return start(ServerSecurity.none(), behaviours);
    }

    public static FakeTrapper start(ServerSecurity security, Behaviour... behaviours) {
        List<Behaviour> script = behaviours.length == 0 ? List.of(Behaviour.accepting()) : List.of(behaviours);
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            FakeTrapper trapper = new FakeTrapper(listener, security, script);
            trapper.threads.execute(trapper::accept);
            return trapper;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Address address() {
        return new Address("127.0.0.1", listener.getLocalPort());
    }

    /** The requests that were read whole, in order of arrival. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many connections came in, handshakes that failed included. */
    public int connections() {
        return connections.get();
    }

    /** What went wrong on this side: failed handshakes, requests cut short. */
    public List<IOException> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        quietly(listener);
        open.forEach(FakeTrapper::quietly);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) throw new IllegalStateException("a connection hangs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int index = Math.min(connections.getAndIncrement(), behaviours.size() - 1);
                threads.execute(() -> serve(socket, behaviours.get(index)));
            } catch (IOException e) {
                if (!listener.isClosed()) failures.add(e);
            }
        }
    }

    private void serve(Socket socket, Behaviour behaviour) {
        try (socket;
                ServerSecurity.Secured secured = security.secure(socket)) {
            behaviour.serve(secured.input(), secured.output(), requests::add);
            secured.output().flush();
        } catch (IOException e) {
            failures.add(e);
        } finally {
            open.remove(socket);
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-trapper");
        thread.setDaemon(true);
        return thread;
    }
}

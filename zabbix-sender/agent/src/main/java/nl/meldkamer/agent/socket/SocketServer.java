package nl.meldkamer.agent.socket;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the daemon's socket, for those whom {@link Peers} admits and who may write to the file: its mode is 0660, and
 * its group Zabbix's own where that exists and may be given. They may ask for any value and hand over any. A file that a killed daemon left behind is replaced; one that a daemon listens on is not. Thread-safe.
 */
public final class SocketServer implements AutoCloseable {

    /** How much of it there may be. */
    record Limits(int connections, Duration idle, Duration exchange) {
        static final Limits DEFAULT = new Limits(128, Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    /** {@code sun_path} of Linux, without the byte that ends it; the socket is made under a longer name first. */
    private static final int LONGEST_PATH = 107 - ".new".length();

    private static final String GROUP = "zabbix";

    private final Path path;
    private final Optional<Object> identity;
    private final UserPrincipal own;
    private final Peers peers;
    private final ServerSocketChannel channel;
    private final RequestHandler handler;
    private final Limits limits;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Thread acceptor = new Thread(this::accept, "socket");
    private final Set<TimedChannel> idle = ConcurrentHashMap.newKeySet();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder denied = new LongAdder();

    private SocketServer(Path path, ServerSocketChannel channel, RequestHandler handler, Peers peers, Limits limits)
            throws IOException {
        this.path = path;
        this.channel = channel;
        this.handler = handler;
        this.limits = limits;
        this.peers = peers;
        identity = identity(path);
        own = Files.getOwner(path);
        free = new Semaphore(limits.connections());
        workers = new ThreadPoolExecutor(
                0, limits.connections() + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), SocketServer::worker);
        acceptor.setDaemon(true);
    }

    /**
     * Starts to listen; the directory of the file is made if need be.
     *
     * @throws IOException if that can't be, with what to do about it
     */
    public static SocketServer open(Path path, RequestHandler handler, Peers peers) throws IOException {
        return open(path, handler, peers, Limits.DEFAULT);
    }

    static SocketServer open(Path path, RequestHandler handler, Peers peers, Limits limits) throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH)
            throw new IOException("the path of the socket is longer than " + LONGEST_PATH
                    + " bytes, which is all that a Unix socket can have; set 'socket' to a shorter one: " + path);
        if (isLive(path))
            throw new IOException("another daemon listens on " + path + "; stop it, or set 'socket' to another path");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(channel, path);
            SocketServer server = new SocketServer(path, channel, handler, peers, limits);
            server.acceptor.start();
            return server;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Under another name until it has its mode, so that at no time too many may connect. */
    private static void bind(ServerSocketChannel channel, Path path) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(
                Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path));
        Files.deleteIfExists(unfinished);
        channel.bind(UnixDomainSocketAddress.of(unfinished));
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-rw----"));
        giveToGroup(unfinished);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** So that Zabbix's programs may ask. Without the group, or the right to give it, only the daemon's own group may. */
    static void giveToGroup(Path file) {
        try {
            Files.getFileAttributeView(file, PosixFileAttributeView.class)
                    .setGroup(
                            file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(GROUP));
        } catch (IOException e) {
            log.info("{} keeps the daemon's own group, as group '{}' can't be given: {}", file, GROUP, e.toString());
        }
    }

    private static boolean isLive(Path path) throws IOException {
        if (!Files.exists(path)) return false;
        if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile() || Files.isDirectory(path))
            throw new IOException(path + " is there and is no socket; set 'socket' to another path");
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    static Optional<Object> identity(Path path) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    public SocketCounters counters() {
        return new SocketCounters(
                handler.stored(),
                handler.refused(),
                handler.told(),
                handler.untold(),
                malformed.sum(),
                late.sum(),
                busy.sum(),
                denied.sum());
    }

    /** Lets the requests that have come in be answered, as long as the limit allows; true if all were. */
    public boolean close(Duration limit) {
        try {
            channel.close();
            if (identity.equals(identity(path))) Files.delete(path);
        } catch (IOException e) {
            log.debug("the socket was not closed in order", e);
        }
        workers.shutdown();
        for (TimedChannel connection : idle) end(connection);
        try {
            if (workers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        return false;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private static void end(TimedChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("a connection was not closed in order", e);
        }
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "socket-connection");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                take(channel.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException | RuntimeException e) {
                log.warn("a connection to {} could not be taken", path, e);
            }
        }
    }

    private void take(SocketChannel connection) throws IOException {
        UnixDomainPrincipal peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED);
        if (!peers.admit(peer, own)) {
            denied.increment();
            turnAway(connection, peers.refusal(peer));
            return;
        }
        if (!free.tryAcquire()) {
            busy.increment();
            turnAway(connection, "too many connections are open; try again");
            return;
        }
        workers.execute(() -> {
            try {
                serve(connection);
            } finally {
                free.release();
            }
        });
    }

    /** Says why, if that can be done without waiting. */
    private static void turnAway(SocketChannel connection, String reason) throws IOException {
        try (TimedChannel timed = new TimedChannel(connection, System::nanoTime)) {
            timed.write(Protocol.frame(new Reply.Refused(reason)));
        } catch (SocketTimeoutException nobodyReads) {
            log.debug("a connection was turned away without a word");
        }
    }

    private void serve(SocketChannel connection) {
        try (TimedChannel timed = new TimedChannel(connection, System::nanoTime)) {
            boolean more = true;
            while (more) more = exchange(timed);
        } catch (SocketTimeoutException e) {
            late.increment();
            log.debug("a connection was too slow", e);
        } catch (EOFException e) {
            malformed.increment();
            log.debug("a connection ended within a frame", e);
        } catch (IOException | ClosedSelectorException e) {
            log.debug("a connection broke off", e);
        }
    }

    /** False when there is to be no other on the connection. */
    private boolean exchange(TimedChannel connection) throws IOException {
        byte[] header = new byte[Protocol.HEADER];
        if (!awaitHeader(connection, header)) return false;
        connection.allow(limits.exchange());
        Reply reply = reply(connection, header);
        connection.write(Protocol.frame(reply));
        return !(reply instanceof Reply.Refused);
    }

    /** False when the other side has ended in order, or this one is about to. */
    private boolean awaitHeader(TimedChannel connection, byte[] header) throws IOException {
        connection.allow(limits.idle());
        idle.add(connection);
        try {
            return channel.isOpen() && connection.read(header);
        } finally {
            idle.remove(connection);
        }
    }

    private Reply reply(TimedChannel connection, byte[] header) throws IOException {
        try {
            Protocol.Header known = Protocol.header(header);
            byte[] body = new byte[known.length()];
            if (!connection.read(body)) throw new EOFException("the connection ended within a frame");
            return handler.handle(Protocol.request(known.kind(), body, handler.clock()));
        } catch (MalformedFrameException e) {
            malformed.increment();
            return new Reply.Refused("this is no request: " + e.getMessage());
        }
    }
}

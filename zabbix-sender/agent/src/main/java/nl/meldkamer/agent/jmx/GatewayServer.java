package nl.meldkamer.agent.jmx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import nl.meldkamer.agent.config.GatewaySettings;
import nl.meldkamer.agent.config.JmxSettings;
import nl.meldkamer.sender.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens where a Zabbix server or proxy looks for its Java gateway, and answers of this JVM itself: no gateway and no RMI
 * are needed. Who is not a peer is hung up on without a word. One request is answered on a connection, within
 * {@link #EXCHANGE}; {@link #WORKERS} are at a time, {@link #WAITING} wait, and what comes beyond that is hung up on, as
 * Zabbix asks again. Thread-safe.
 */
public final class GatewayServer implements AutoCloseable {

    static final int WORKERS = 4;
    static final int WAITING = 64;
    static final Duration EXCHANGE = Duration.ofSeconds(10);

    private static final int BACKLOG = 50;
    private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);

    private final ServerSocket socket;
    private final GatewaySettings settings;
    private final Gateway gateway;
    private final ExecutorService workers = new ThreadPoolExecutor(
            WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), GatewayServer::thread);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(GatewayServer::thread);

    private GatewayServer(ServerSocket socket, GatewaySettings settings, Gateway gateway) {
        this.socket = socket;
        this.settings = settings;
        this.gateway = gateway;
    }

    /**
     * Starts to listen.
     *
     * @param jmx whose user and password items must have; empty: they need none
     * @param version that it tells as its own
     * @throws IOException if that can't be
     */
    public static GatewayServer open(
            GatewaySettings settings, Optional<JmxSettings> jmx, MBeanServer beans, String version) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(
                            settings.listen().host(), settings.listen().port()),
                    BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        Gateway gateway = new Gateway(
                new BeanReader(beans),
                version,
                Gateway.endpoint(settings.answersFor().toString()),
                jmx.map(known -> new Credentials(known.user(), known.password())));
        GatewayServer server = new GatewayServer(socket, settings, gateway);
        thread(server::accept).start();
        return server;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "java-gateway");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                take(socket.accept());
            } catch (SocketException closed) {
                if (!socket.isClosed()) log.warn("a connection to the Java gateway could not be taken", closed);
            } catch (IOException e) {
                log.warn("a connection to the Java gateway could not be taken", e);
            }
        }
    }

    private void take(Socket connection) {
        if (!settings.peers().contains(connection.getInetAddress())) {
            log.warn(
                    "{} is not among the peers of the Java gateway",
                    connection.getInetAddress().getHostAddress());
            end(connection);
            return;
        }
        try {
            workers.execute(() -> serve(connection));
        } catch (RejectedExecutionException full) {
            log.debug("too many ask the Java gateway at once", full);
            end(connection);
        }
    }

    private void serve(Socket connection) {
        Future<?> end = watch.schedule(() -> end(connection), EXCHANGE.toMillis(), TimeUnit.MILLISECONDS);
        try (connection) {
            byte[] request = Frame.read(connection.getInputStream(), GatewayProtocol.LARGEST);
            connection.getOutputStream().write(Frame.plain(gateway.answer(request)));
        } catch (IOException e) {
            log.debug("a question to the Java gateway was broken off", e);
        } finally {
            end.cancel(false);
        }
    }

    private static void end(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("a connection was not closed in order", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("the Java gateway was not closed in order", e);
        }
        workers.shutdownNow();
        watch.shutdownNow();
    }
}

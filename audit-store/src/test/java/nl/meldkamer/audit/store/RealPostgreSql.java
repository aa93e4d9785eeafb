package nl.meldkamer.audit.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The newest PostgreSQL that Debian has installed here, with its safe settings, in a directory of its own. */
public final class RealPostgreSql implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path directory;
    private final int port;
    private Process postmaster;

    private RealPostgreSql(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** One for all tests of this virtual machine, which ends with it. */
    public static RealPostgreSql shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        static final RealPostgreSql INSTANCE = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
        }
    }

    public static RealPostgreSql start() {
        try {
            Path directory = Files.createTempDirectory("audit-postgres");
            run(List.of("chmod", "755", directory.toString()));
            if (isRoot()) run(List.of("chown", account(), directory.toString()));
            RealPostgreSql server = new RealPostgreSql(directory, freePort());
            run(server.asAccount(
                    program("initdb"),
                    "-D",
                    server.data(),
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "-k",
                    "--no-sync"));
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a stop or a kill. */
    public void startAgain() {
        Awaitility.await().atMost(PATIENCE).until(this::comesUp);
    }

    private boolean comesUp() throws IOException {
        // After a kill the old backends hold the shared memory for a moment, and a new postmaster gives up at once.
        if (postmaster == null || !postmaster.isAlive()) postmaster = launch();
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Process launch() throws IOException {
        Path log = directory.resolve("log");
        return new ProcessBuilder(asAccount(
                        program("postgres"),
                        "-D",
                        data(),
                        "-k",
                        "",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "max_connections=60",
                        "-c",
                        "shared_buffers=128MB"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** As when the power fails, but for the page cache. */
    public void kill() {
        postmaster.destroyForcibly().onExit().join();
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&loginTimeout=5";
    }

    /** A new, empty database. */
    public StoreSettings.Server newDatabase() {
        String name = "audit" + DATABASES.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new StoreSettings.Server(url(name), "postgres", "");
    }

    @Override
    public void close() {
        try {
            run(List.of("kill", "-QUIT", Long.toString(postmaster.pid())));
            if (!postmaster.waitFor(20, TimeUnit.SECONDS))
                postmaster.destroyForcibly().waitFor();
            // Not waited for, as a virtual machine that ends has half a minute, and there are tens of thousands of
            // files.
            new ProcessBuilder("rm", "-rf", directory.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private List<String> asAccount(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) words.addAll(List.of("setpriv", "--reuid=" + account(), "--clear-groups"));
        words.addAll(List.of(command));
        return words;
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Debian's package makes it. */
    private static String account() {
        return "postgres";
    }

    private static String program(String name) throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no " + name + "; install the package postgresql"))
                    .toString();
        }
    }

    private static void run(List<String> command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IOException(command.get(0) + ": " + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

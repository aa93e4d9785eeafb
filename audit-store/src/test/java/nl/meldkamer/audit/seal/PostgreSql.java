package nl.meldkamer.audit.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.StoreSettings;
import org.awaitility.Awaitility;

/** A PostgreSQL server as Debian installs it, in a directory and on a port of its own. */
final class PostgreSql implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final Process server;

    private PostgreSql(Path directory, int port, Process server) {
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    /** One for all tests of this virtual machine, which ends with it. */
    static PostgreSql shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        static final PostgreSql INSTANCE = begin();

        private static PostgreSql begin() {
            try {
                PostgreSql server = start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::end));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgreSql start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "audit-seal");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        String data = directory.resolve("data").toString();
        Process initdb =
                run(directory, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        if (initdb.waitFor() != 0) throw new IOException("initdb failed: " + directory);
        int port = freePort();
        Process process = run(
                directory,
                "postgres",
                "-D",
                data,
                "-k",
                directory.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port));
        PostgreSql server = new PostgreSql(directory, port, process);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(server::answers);
        return server;
    }

    /** PostgreSQL refuses to run as root, so there it runs under its own account. */
    private static Process run(Path directory, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(newest().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(program + ".log").toFile())
                .start();
    }

    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** One beside its own, which goes with it. */
    Path file(String name) {
        return directory.resolve(name);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** For its own programs, as the superuser. */
    String uri(String database) {
        return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
    }

    /** As the superuser. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String text : statements) statement.execute(text);
        }
    }

    AuditStore open(String database) throws StoreException {
        return AuditStore.open(new StoreSettings.Server(url(database), "postgres", ""));
    }

    @Override
    public void close() throws IOException {
        try {
            // At once: writing out all that the tests have left would take longer than a virtual machine has to end.
            new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(20, TimeUnit.SECONDS)) server.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not waited for, as a virtual machine that ends has half a minute, and there are tens of thousands of files.
        new ProcessBuilder("rm", "-rf", directory.toString()).start();
    }
}

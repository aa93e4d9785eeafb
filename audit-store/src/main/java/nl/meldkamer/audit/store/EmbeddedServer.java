package nl.meldkamer.audit.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of our own on a free port of the loopback interface. Whoever has an account on this machine can connect
 * to it: that is for a trial.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private EmbeddedServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static EmbeddedServer start(Path directory) throws StoreException {
        try {
            Files.createDirectories(directory);
            stopLeftover(directory);
            return new EmbeddedServer(EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(PATIENCE)
                    // The library is made for tests, and turns both off.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "40")
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new StoreException(
                    "the embedded PostgreSQL in " + directory + " does not start: " + e.getMessage()
                            + "; as root it needs user namespaces (unshare -U), else run as another user, or give the"
                            + " JDBC URL of a PostgreSQL server",
                    e);
        }
    }

    /** When this program was killed, its server was not. */
    private static void stopLeftover(Path directory) throws IOException, StoreException {
        Optional<ProcessHandle> leftover = leftover(directory);
        if (leftover.isEmpty()) return;
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StoreException("the PostgreSQL process " + leftover.get().pid() + " of " + directory
                    + " does not stop; is another program using it?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the PostgreSQL of " + directory + " stopped");
        }
    }

    private static Optional<ProcessHandle> leftover(Path directory) throws IOException {
        Path file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) return Optional.empty();
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        return ProcessHandle.of(pid).filter(process -> serves(process, directory));
    }

    /** The number may long be another's. */
    private static boolean serves(ProcessHandle process, Path directory) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(directory.toString()))
                .isPresent();
    }

    StoreSettings.Server settings() {
        return new StoreSettings.Server(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    @Override
    public void close() throws StoreException {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new StoreException("the embedded PostgreSQL does not stop: " + e.getMessage(), e);
        }
    }
}

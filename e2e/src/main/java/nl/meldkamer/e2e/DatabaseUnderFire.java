package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import nl.meldkamer.audit.store.StoreSettings;

/** A PostgreSQL for an audit store, which can be killed with all its processes and started again. */
public final class DatabaseUnderFire implements AutoCloseable {

    private static final String NAME = "audit";

    private final Postgres postgres;
    private final Path directory;

    /** @param directory that the server's account can reach; for the server's data */
    public DatabaseUnderFire(Path directory) throws IOException {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        postgres = new Postgres(directory, settings);
        this.directory = directory;
    }

    /** Starts it with an empty database. */
    public void open() throws IOException, SQLException {
        start();
        postgres.createDatabase(NAME);
    }

    /** Starts it again, as it was left. */
    public void start() throws IOException {
        postgres.start();
    }

    /** Ends it by SIGKILL, in the middle of whatever it does. */
    public void kill() throws IOException {
        postgres.kill();
    }

    /** How the store reaches it. */
    public StoreSettings.Server store() throws IOException {
        Login owner = postgres.owner();
        return new StoreSettings.Server(
                "jdbc:postgresql://" + Port.HOST + ":" + postgres.port() + "/" + NAME, owner.user(), owner.password());
    }

    /** Stops it, and takes its data away. */
    public void remove() throws IOException {
        postgres.stop();
        Directory.delete(directory);
    }

    @Override
    public void close() throws IOException {
        postgres.stop();
    }
}

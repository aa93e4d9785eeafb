package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.e2e.DatabaseUnderFire;
import nl.meldkamer.e2e.fault.Tmpfs;

/** A PostgreSQL on a disk of its own that is small enough to be filled; needs root. */
final class SmallDatabase implements AutoCloseable {

    private static final long DISK = 768L << 20;

    private final Tmpfs tmpfs;
    private final DatabaseUnderFire database;

    private SmallDatabase(Tmpfs tmpfs, DatabaseUnderFire database) {
        this.tmpfs = tmpfs;
        this.database = database;
    }

    static SmallDatabase start(Path directory) throws IOException, SQLException {
        Tmpfs tmpfs = Tmpfs.mount(directory, DISK);
        try {
            DatabaseUnderFire database = new DatabaseUnderFire(directory.resolve("database"));
            database.open();
            limitLog(database.store());
            return new SmallDatabase(tmpfs, database);
        } catch (IOException | SQLException | RuntimeException failed) {
            tmpfs.close();
            throw failed;
        }
    }

    /** Else the log alone would fill the disk after some rounds. */
    private static void limitLog(StoreSettings.Server store) throws SQLException {
        try (Connection connection = DriverManager.getConnection(store.url(), store.user(), store.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET min_wal_size = '32MB'");
            statement.execute("ALTER SYSTEM SET max_wal_size = '64MB'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    DatabaseUnderFire database() {
        return database;
    }

    Path disk() {
        return tmpfs.directory();
    }

    @Override
    public void close() throws IOException {
        database.close();
        tmpfs.close();
    }
}

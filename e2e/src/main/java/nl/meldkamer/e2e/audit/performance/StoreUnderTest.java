package nl.meldkamer.e2e.audit.performance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Properties;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.KeyFile;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.e2e.DatabaseUnderFire;

/** An audit store on a PostgreSQL of its own, with the daemon's writer and sealer at work; and the same server bare. */
final class StoreUnderTest implements AutoCloseable {

    private final DatabaseUnderFire database;
    private final Path directory;
    private final SignerKey key;
    private final boolean kept;
    private final AuditStore store;
    private final Sealing sealing;
    private final Writer writer;

    private StoreUnderTest(DatabaseUnderFire database, Path directory, SignerKey key, boolean kept)
            throws StoreException, IOException {
        this.database = database;
        this.directory = directory;
        this.key = key;
        this.kept = kept;
        store = AuditStore.open(database.store());
        sealing = Sealing.start(store.as(Role.SEALER), key, Clock.systemUTC());
        writer = Writer.start(store, WriterSettings.of("performance"), null, Clock.systemUTC());
    }

    /** @param directory empty, and open to other accounts */
    static StoreUnderTest start(Path directory) throws IOException, SQLException, StoreException {
        DatabaseUnderFire database = new DatabaseUnderFire(directory.resolve("database"));
        try {
            database.open();
            return new StoreUnderTest(database, directory, newKey(), false);
        } catch (IOException | SQLException | StoreException | RuntimeException failed) {
            database.remove();
            throw failed;
        }
    }

    /** One that stays when it is closed, with its key; in a directory that has one, that one. */
    static StoreUnderTest startKept(Path directory) throws IOException, SQLException, StoreException, ProofException {
        DatabaseUnderFire database = new DatabaseUnderFire(directory.resolve("database"));
        Path key = directory.resolve("key");
        try {
            if (Files.exists(key)) database.start();
            else {
                database.open();
                KeyFile.create(key, newKey());
            }
            return new StoreUnderTest(database, directory, KeyFile.load(key), true);
        } catch (IOException | SQLException | StoreException | ProofException | RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    private static SignerKey newKey() {
        return SignerKey.generate("audit.example.org", new SecureRandom());
    }

    AuditStore store() {
        return store;
    }

    Sealing sealing() {
        return sealing;
    }

    Writer writer() {
        return writer;
    }

    SignerKey key() {
        return key;
    }

    /** A place on the same disk. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** A connection past the store, whose commits are on the disk before they are answered, as the store's are. */
    Connection bare() throws IOException, SQLException {
        StoreSettings.Server server = database.store();
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("options", "-c synchronous_commit=on");
        return DriverManager.getConnection(server.url(), properties);
    }

    /** So that no part pays for what an earlier one has left in the server's memory. */
    void checkpoint() throws IOException, SQLException {
        try (Connection connection = bare();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    @Override
    public void close() throws IOException, StoreException {
        writer.close();
        sealing.close();
        store.close();
        if (kept) database.close();
        else database.remove();
    }
}

package nl.meldkamer.audit.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The audit store's database: opened, checked, migrated, and connected to under each of its roles. Thread-safe.
 *
 * <p>What is acknowledged is in a transaction that was committed with synchronous_commit at least {@code on}, whatever
 * the server's own setting; after a crash of this program or of PostgreSQL it is there exactly once.
 */
public final class AuditStore implements AutoCloseable {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    /** Without it a server that vanished would hold a caller for as long as TCP does. */
    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    private final @Nullable EmbeddedServer embedded;
    private final List<String> warnings;
    private final Map<Role, HikariDataSource> pools;
    private final Map<Role, Jdbi> databases = new EnumMap<>(Role.class);

    private AuditStore(@Nullable EmbeddedServer embedded, List<String> warnings, Map<Role, HikariDataSource> pools) {
        this.embedded = embedded;
        this.warnings = warnings;
        this.pools = pools;
        pools.forEach((role, pool) -> databases.put(role, Jdbi.create(pool).registerArrayType(UUID.class, "uuid")));
    }

    /**
     * Starts the embedded server if it is to be, checks the server, makes or migrates the schema, and makes the
     * partitions of this month and the next two.
     */
    public static AuditStore open(StoreSettings settings) throws StoreException {
        if (settings instanceof StoreSettings.Server server) return open(null, server);
        EmbeddedServer embedded = EmbeddedServer.start(((StoreSettings.Embedded) settings).directory());
        try {
            return open(embedded, embedded.settings());
        } catch (StoreException | RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    private static AuditStore open(@Nullable EmbeddedServer embedded, StoreSettings.Server server)
            throws StoreException {
        List<String> warnings = check(server);
        new Schema(server).migrate();
        AuditStore store = new AuditStore(embedded, warnings, pools(server));
        store.partitions().ensure(Instant.now());
        return store;
    }

    private static List<String> check(StoreSettings.Server server) throws StoreException {
        try (Connection connection =
                java.sql.DriverManager.getConnection(server.url(), server.user(), server.password())) {
            return List.copyOf(ServerCheck.warnings(connection));
        } catch (SQLException e) {
            throw new StoreException("cannot connect to " + server + ": " + e.getMessage(), e);
        }
    }

    private static Map<Role, HikariDataSource> pools(StoreSettings.Server server) {
        Map<Role, HikariDataSource> pools = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            if (role != Role.OWNER) pools.put(role, pool(server, role));
        }
        return pools;
    }

    private static HikariDataSource pool(StoreSettings.Server server, Role role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("audit-" + role.databaseName());
        config.setJdbcUrl(server.url());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setConnectionInitSql(sessionSettings(role));
        config.setMaximumPoolSize(role == Role.RETENTION ? 2 : 4);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        // Else the pool asks its first connection, and never works again if that breaks while it is asked.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_PATIENCE.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "meldkamer " + role.databaseName());
        return new HikariDataSource(config);
    }

    private static String sessionSettings(Role role) {
        String settings = "SET ROLE " + role.databaseName() + "; SET search_path = audit; SET TimeZone = 'UTC'; "
                + "SELECT set_config('synchronous_commit', 'on', false) "
                + "WHERE current_setting('synchronous_commit') IN ('off', 'local')";
        // The writer only looks up by key. A plan made while a table was empty would go on reading all of it.
        return role == Role.WRITER ? settings + "; SET enable_seqscan = off; SET lock_timeout = '5s'" : settings;
    }

    /** What is doubtful about the server. To be told to the administrator. */
    public List<String> warnings() {
        return warnings;
    }

    /** Connections under one role; {@link Role#OWNER} has none here. */
    public Jdbi as(Role role) {
        Jdbi database = databases.get(role);
        if (database == null) throw new IllegalArgumentException("nobody works as " + role);
        return database;
    }

    public Partitions partitions() {
        return new Partitions(as(Role.WRITER));
    }

    public EventReader reader() {
        return new EventReader(as(Role.READER));
    }

    /** Closes the connections, and stops the embedded server. Close what uses the store before. */
    @Override
    public void close() throws StoreException {
        pools.values().forEach(HikariDataSource::close);
        if (embedded != null) embedded.close();
    }
}

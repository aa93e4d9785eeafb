package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the roles and the schema, and brings its tables to this version's. */
final class Schema {
    private static final String NAME = "audit";
    private static final String MIGRATIONS = "classpath:nl/meldkamer/audit/store/db";

    private static final Set<Role> READING = EnumSet.of(Role.WRITER, Role.SEALER, Role.RETENTION);

    private final StoreSettings.Server server;

    Schema(StoreSettings.Server server) {
        this.server = server;
    }

    void migrate() throws StoreException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (Role role : Role.values()) make(role, statement);
            for (Role role : READING) grant(Role.READER.databaseName(), role.databaseName(), statement);
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + NAME + " AUTHORIZATION " + Role.OWNER.databaseName());
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot make the roles and the schema of the audit store as " + server.user() + ": "
                            + e.getMessage() + "; let an administrator make them, or give CREATEROLE and CREATE",
                    e);
        }
        migrateTables();
    }

    private void make(Role role, Statement statement) throws SQLException {
        String name = role.databaseName();
        if (!exists(name, statement)) statement.execute("CREATE ROLE " + name + " NOLOGIN");
        if (!isMember(name, statement)) statement.execute("GRANT " + name + " TO CURRENT_USER");
    }

    private static void grant(String role, String to, Statement statement) throws SQLException {
        if (answers("SELECT pg_has_role('" + to + "', '" + role + "', 'MEMBER')", statement)) return;
        statement.execute("GRANT " + role + " TO " + to);
    }

    private static boolean exists(String name, Statement statement) throws SQLException {
        return answers("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name + "')", statement);
    }

    private static boolean isMember(String name, Statement statement) throws SQLException {
        return answers("SELECT pg_has_role(current_user, '" + name + "', 'MEMBER')", statement);
    }

    private static boolean answers(String query, Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** So that the owner owns what the migrations make, whoever logs in. */
    private PGSimpleDataSource asOwner() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.url());
        database.setUser(server.user());
        database.setPassword(server.password());
        database.setOptions("-c role=" + Role.OWNER.databaseName());
        return database;
    }

    private void migrateTables() throws StoreException {
        try {
            Flyway.configure()
                    .dataSource(asOwner())
                    .schemas(NAME)
                    .createSchemas(false)
                    .locations(MIGRATIONS)
                    // Parts of the store number their migrations apart, so one may come after a higher number.
                    .outOfOrder(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException("cannot bring the audit store to this version: " + e.getMessage(), e);
        }
    }
}

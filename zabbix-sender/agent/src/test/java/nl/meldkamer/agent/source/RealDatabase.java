package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings.Engine;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.config.SourceSettings.Tls;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database "site" with an account "reader", password "right", that may read one table of two. */
abstract class RealDatabase extends RealServer {

    static final String PASSWORD = "right";

    private final Engine engine;

    RealDatabase(String account, Engine engine) {
        super(account);
        this.engine = engine;
    }

    abstract String administratorUrl(String database);

    @Override
    public void beforeAll(ExtensionContext context) throws java.io.IOException {
        super.beforeAll(context);
        populate();
    }

    abstract void populate();

    @Override
    boolean answers() {
        try (Connection connection = DriverManager.getConnection(administratorUrl(""))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** As the administrator. */
    void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(administratorUrl(database));
                Statement statement = connection.createStatement()) {
            for (String text : statements) statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody else can read the table in the meantime. */
    void whileHolding(String table, Runnable work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(administratorUrl("site"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    engine == Engine.MARIADB
                            ? "LOCK TABLES `" + table + "` WRITE"
                            : "LOCK TABLE \"" + table + "\" IN ACCESS EXCLUSIVE MODE");
            work.run();
            connection.rollback();
        }
    }

    Sql settings() {
        return settings(address(), "reader", PASSWORD);
    }

    Sql settings(Address at, String user, String password) {
        return new Sql(engine, at, "site", user, new Secret(password), Tls.OFF, Duration.ofSeconds(1));
    }
}

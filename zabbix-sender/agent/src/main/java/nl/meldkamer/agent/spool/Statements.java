package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's prepared statements, by their text, and its transactions. The driver closes a statement that has
 * failed, as on a full disk, and its own transactions lose track then and hold the write lock while idle; so after a
 * failure statements are prepared anew, and transactions begin and end by statement. Not thread-safe.
 */
final class Statements {

    private static final Logger log = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean synced = true;

    Statements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement get(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) return known;
        PreparedStatement fresh = connection.prepareStatement(sql);
        prepared.put(sql, fresh);
        return fresh;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Takes the write lock.
     *
     * @param synced whether the commit is to wait for the disk, which then has all earlier commits as well
     */
    void begin(boolean synced) throws SQLException {
        if (synced != this.synced) execute("PRAGMA synchronous = " + (synced ? "FULL" : "NORMAL"));
        this.synced = synced;
        execute("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Forgets the statements and ends the transaction; after some failures SQLite has done that itself. */
    void rollback() {
        try {
            forget();
            execute("ROLLBACK");
        } catch (SQLException e) {
            log.debug("roll back after a failure", e);
        }
    }

    /** Closes the statements; each is prepared anew when it is asked for. */
    void forget() throws SQLException {
        for (PreparedStatement statement : prepared.values()) statement.close();
        prepared.clear();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package nl.meldkamer.audit.tail;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import org.jspecify.annotations.Nullable;

/**
 * Follows an app's tables, on MariaDB or PostgreSQL, and appends what they hold. It reads the state that a row has when
 * it looks: what a row was in between, and what was written without a new {@code modified}, it does not see, save for
 * rows of the last minutes. Holds one connection at most, read-only. Not thread-safe.
 */
public final class Tail implements AutoCloseable {

    /** How the app's database is reached. */
    @FunctionalInterface
    public interface Connecting {
        Connection connect() throws SQLException;
    }

    private final Connecting database;
    private final List<TableTail> tables;
    private @Nullable Connection connection;

    public Tail(
            Connecting database,
            Declarations declarations,
            Documents documents,
            Overlap overlap,
            EventLog log,
            Quarantine quarantine,
            Cursors cursors,
            InstantSource clock) {
        this.database = database;
        this.tables = declarations.tables().stream()
                .map(table -> new TableTail(table, documents, overlap, log, quarantine, cursors, clock))
                .toList();
    }

    /** Looks once at each table. A table that can't be read is told of, and the others go on. */
    public List<TableReport> poll() {
        List<TableReport> reports = new ArrayList<>();
        for (TableTail table : tables) reports.add(poll(table));
        return reports;
    }

    private TableReport poll(TableTail table) {
        try {
            return table.poll(connected());
        } catch (TailException e) {
            return TableReport.troubled(table.document(), String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            disconnect();
            return TableReport.troubled(table.document(), trouble(e));
        }
    }

    /** A driver's own message may hold what stands in a row. */
    static String trouble(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("42S02") || state.equals("42P01")) return "there is no such table";
        if (state.equals("42501") || e.getErrorCode() == 1142) return "this account may not read the table";
        if (state.equals("42703")) return "the table has no name or no modified";
        if (state.startsWith("08")) return "the database can't be reached";
        return "the database answers with error " + e.getErrorCode() + ", state " + state;
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open != null) return open;
        open = database.connect();
        open.setReadOnly(true);
        open.setAutoCommit(false);
        connection = open;
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) open.close();
        } catch (SQLException e) {
            // It is being given up.
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}

package nl.meldkamer.agent.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** How connections to the spool's file are set up, and what SQLite's error codes mean here. */
final class Database {

    static final int PAGE = 4096;

    /** How far the write-ahead log grows before its pages go into the file. */
    static final int CHECKPOINT_PAGES = 4000;

    private static final int BUSY_MILLIS = 10_000;

    private Database() {}

    /**
     * The one connection that writes. A commit returns after the log is synced to the disk.
     *
     * @param maxPages the file never grows beyond; a write that would need more fails as on a full disk
     */
    static Connection writer(Path file, long maxPages) throws SQLException {
        Connection connection = common().createConnection("jdbc:sqlite:" + file);
        try {
            // The first two only take effect on an empty file, and only before the journal mode writes its first page.
            pragma(connection, "page_size = " + PAGE);
            pragma(connection, "auto_vacuum = INCREMENTAL");
            pragma(connection, "journal_mode = WAL");
            pragma(connection, "synchronous = FULL");
            pragma(connection, "wal_autocheckpoint = " + CHECKPOINT_PAGES);
            pragma(connection, "journal_size_limit = " + 2L * CHECKPOINT_PAGES * PAGE);
            pragma(connection, "max_page_count = " + maxPages);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Sees what was committed when a statement starts; never blocks the writer. */
    static Connection reader(Path file) throws SQLException {
        Connection connection = common().createConnection("jdbc:sqlite:" + file);
        pragma(connection, "query_only = ON");
        return connection;
    }

    private static void pragma(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + setting);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getString(1);
        }
    }

    /** Bytes that rows occupy, free pages not counted. */
    static long usedBytes(Connection connection) throws SQLException {
        return (number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count")) * PAGE;
    }

    static boolean isDamage(SQLException e) {
        return e instanceof SQLiteException known
                && switch (primary(known)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    /** True when a statement does not fit the tables. */
    static boolean isSqlError(SQLException e) {
        return e instanceof SQLiteException known && primary(known) == SQLiteErrorCode.SQLITE_ERROR;
    }

    static SpoolException explain(SQLException e) {
        if (e instanceof SQLiteException known && primary(known) == SQLiteErrorCode.SQLITE_FULL)
            return new SpoolFullException(
                    "there is no room left for the spool, on its disk or under its size limit", e, DropReason.DISK);
        if (isDamage(e))
            return new SpoolException(
                    "the spool's file is damaged; a restart moves it aside, saves what it can and goes on", e);
        return new SpoolException("the spool's disk or file failed: " + e.getMessage(), e);
    }

    private static SQLiteErrorCode primary(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-2000);
        // A connection is one thread's at a time.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config;
    }
}

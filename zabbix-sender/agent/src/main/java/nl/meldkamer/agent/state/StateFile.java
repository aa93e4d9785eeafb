package nl.meldkamer.agent.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The SQLite file of the state. A damaged one is put aside, never deleted.
 *
 * <pre>
 * part   part TEXT, used INTEGER                     second of the last change since 1970
 * entry  part TEXT, key TEXT, value TEXT             primary key (part, key)
 * </pre>
 */
final class StateFile {

    static final String NAME = "state.db";

    /** 512 MiB in pages of 4 KiB: some millions of entries. */
    private static final int MOST_PAGES = 131_072;

    private static final String DAMAGED = NAME + ".damaged-";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private StateFile() {}

    /**
     * An open file.
     *
     * @param damaged where the file that was found is now, if it was damaged
     */
    record Opened(Connection connection, Optional<Path> damaged) {}

    static Opened open(Path directory, InstantSource clock) throws SQLException, IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME);
        try {
            return new Opened(sound("jdbc:sqlite:" + file), Optional.empty());
        } catch (SQLException e) {
            if (!isDamage(e)) throw e;
            Path aside = moveAside(file, clock);
            return new Opened(sound("jdbc:sqlite:" + file), Optional.of(aside));
        }
    }

    static Connection inMemory() throws SQLException {
        return sound("jdbc:sqlite::memory:");
    }

    static StateException explain(SQLException e) {
        if (isDamage(e))
            return new StateException("the file of what groups remember is damaged; a restart begins a new one", e);
        if (code(e) == SQLiteErrorCode.SQLITE_FULL)
            return new StateException(
                    "there is no room to remember more, on the disk or under the limit of 512 MiB", e);
        return new StateException("the file of what groups remember failed: " + code(e), e);
    }

    private static Connection sound(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA max_page_count = " + MOST_PAGES);
            requireSound(statement);
            statement.execute("CREATE TABLE IF NOT EXISTS part (part TEXT PRIMARY KEY, used INTEGER NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS entry (part TEXT NOT NULL, key TEXT NOT NULL,"
                    + " value TEXT NOT NULL, PRIMARY KEY (part, key)) WITHOUT ROWID");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireSound(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = found.getString(1);
            if (!verdict.equals("ok")) throw new SQLiteException(verdict, SQLiteErrorCode.SQLITE_CORRUPT);
        }
    }

    private static boolean isDamage(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_CORRUPT || code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static Path moveAside(Path file, InstantSource clock) throws IOException {
        Path aside = free(file.resolveSibling(DAMAGED + STAMP.format(clock.instant())));
        for (String suffix : SUFFIXES) {
            Path part = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(part)) Files.move(part, aside.resolveSibling(aside.getFileName() + suffix));
        }
        return aside;
    }

    private static Path free(Path wanted) {
        Path free = wanted;
        for (int next = 2; Files.exists(free); next++) free = wanted.resolveSibling(wanted.getFileName() + "." + next);
        return free;
    }
}

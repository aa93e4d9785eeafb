package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** Whether a server, as it is connected to, takes events and keeps what it acknowledges. */
final class ServerCheck {
    private static final int OLDEST_VERSION = 140_000;

    private ServerCheck() {}

    /**
     * What is doubtful about it.
     *
     * @throws StoreException when it can't be used
     */
    static List<String> warnings(Connection connection) throws StoreException, SQLException {
        refuseUnless(
                connection.unwrap(PGConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE,
                "the URL has preferQueryMode=simple, in which no event can be written; leave it out");
        refuseUnless(
                Integer.parseInt(setting("server_version_num", connection)) >= OLDEST_VERSION,
                "the server is PostgreSQL " + setting("server_version", connection) + "; the audit store needs 14");
        refuseUnless(
                isOn("fsync", connection),
                "fsync is off: the server loses acknowledged events with the power; set fsync = on");
        refuseUnless(
                setting("server_encoding", connection).equals("UTF8"),
                "the database is in " + setting("server_encoding", connection) + "; make one with ENCODING 'UTF8'");
        return doubts(connection);
    }

    private static List<String> doubts(Connection connection) throws SQLException {
        List<String> warnings = new ArrayList<>();
        if (!isOn("full_page_writes", connection)) {
            warnings.add("full_page_writes is off: safe only where the file system never tears a page, such as ZFS");
        }
        if (!isOn("data_checksums", connection)) {
            warnings.add("data_checksums is off: the server does not notice a damaged page; see pg_checksums");
        }
        return warnings;
    }

    private static void refuseUnless(boolean good, String message) throws StoreException {
        if (!good) throw new StoreException(message);
    }

    private static boolean isOn(String name, Connection connection) throws SQLException {
        return setting(name, connection).equals("on");
    }

    static String setting(String name, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

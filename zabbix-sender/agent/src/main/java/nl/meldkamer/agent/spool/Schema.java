package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of {@code spool.db}; {@code user_version} counts the migrations that made them.
 *
 * <pre>
 * sample       one row per sample that some destination is still owed
 *   id             rises with arrival; assigned from counter, so that no id ever comes twice
 *   stored         when it came in, seconds since 1970
 *   item           hash of host and key ({@link ItemHash})
 *   host key value state clock ns log_*   the sample; state 1 is "not supported", log_* null without log entry
 *   owed           bit n is set while the destination with bit n has not taken it
 *   crc            {@link Checksum} over all of the above, save item and owed
 * dead         one row per sample and destination that was given up
 *   sample_id      the id it had, as it was sent
 *   destination reason
 * destination  name of each bit in owed
 * counter      one row: the id that the next sample gets
 * identity     one row: 32 random hexadecimal digits of this file; session tokens are made from it
 * discovery    what each producer last said about an LLD rule: a JSON object a line, sorted
 * delivered    the newest samples that a destination has acknowledged, if that is to be remembered ({@link DeliveryMemory})
 * announced    what was last sent for an LLD rule, and when
 * </pre>
 */
final class Schema {

    private static final String[] MIGRATIONS = {"""
        CREATE TABLE sample (
          id INTEGER PRIMARY KEY, stored INTEGER NOT NULL, item INTEGER NOT NULL,
          host TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, state INTEGER NOT NULL,
          clock INTEGER NOT NULL, ns INTEGER NOT NULL,
          log_timestamp INTEGER, log_source TEXT, log_severity INTEGER, log_eventid INTEGER,
          owed INTEGER NOT NULL, crc INTEGER NOT NULL);
        CREATE TABLE dead (
          id INTEGER PRIMARY KEY AUTOINCREMENT, stored INTEGER NOT NULL, item INTEGER NOT NULL,
          host TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, state INTEGER NOT NULL,
          clock INTEGER NOT NULL, ns INTEGER NOT NULL,
          log_timestamp INTEGER, log_source TEXT, log_severity INTEGER, log_eventid INTEGER,
          sample_id INTEGER NOT NULL, destination TEXT NOT NULL, reason TEXT NOT NULL, died INTEGER NOT NULL);
        CREATE TABLE destination (bit INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE counter (next_id INTEGER NOT NULL);
        INSERT INTO counter VALUES (1);
        CREATE TABLE identity (token TEXT NOT NULL);
        INSERT INTO identity VALUES (lower(hex(randomblob(16))));
        CREATE TABLE discovery (
          host TEXT NOT NULL, rule TEXT NOT NULL, producer TEXT NOT NULL, entities TEXT NOT NULL,
          PRIMARY KEY (host, rule, producer)) WITHOUT ROWID;
        CREATE TABLE announced (
          host TEXT NOT NULL, rule TEXT NOT NULL, entities TEXT NOT NULL, at INTEGER NOT NULL,
          PRIMARY KEY (host, rule)) WITHOUT ROWID;
        """, """
        CREATE TABLE delivered (
          id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, destination INTEGER NOT NULL,
          host TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, state INTEGER NOT NULL,
          clock INTEGER NOT NULL, ns INTEGER NOT NULL,
          log_timestamp INTEGER, log_source TEXT, log_severity INTEGER, log_eventid INTEGER);
        """};

    private Schema() {}

    /** Brings the file to this program's version; each step wholly or not at all. */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > MIGRATIONS.length)
            throw new SpoolException("the spool was written by a newer Meldkamer (version " + version
                    + " of its tables, this one knows " + MIGRATIONS.length + "): use that one, or another directory");
        for (int next = version; next < MIGRATIONS.length; next++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "BEGIN IMMEDIATE;" + MIGRATIONS[next] + "PRAGMA user_version = " + (next + 1) + ";COMMIT");
            }
        }
    }

    /** Keeps the counter ahead of every id in use, whatever befell it. */
    static void repairCounter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE counter SET next_id = max(next_id, (SELECT coalesce(max(id), 0) + 1 FROM sample))");
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}

package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives the disk back what an outage took, a little at a time and only while there is nothing else to write. */
final class Housekeeping {

    /** Free pages that are kept, since the next outage wants them again: 16 MiB. */
    private static final long SPARE_PAGES = 4096;

    private static final int PAGES_AT_A_TIME = 2048;

    private final Connection connection;

    Housekeeping(Connection connection) {
        this.connection = connection;
    }

    boolean shrink() throws SQLException {
        if (Database.number(connection, "PRAGMA freelist_count") <= SPARE_PAGES) return false;
        try (Statement statement = connection.createStatement()) {
            // Only as a batch of statements does the driver run the pragma to its end.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_A_TIME + ");");
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        return true;
    }
}

package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The events, and their identities. A row's columns say what its canonical bytes say. */
final class EventTable {
    /** More than these are copied: a row costs less then, and a transaction three answers of the server more. */
    static final int FEW = 100;

    private EventTable() {}

    /** Adds rows as part of the connection's transaction. */
    static void add(Connection connection, List<NumberedEvent> events) throws SQLException {
        if (events.isEmpty()) return;
        if (events.size() <= FEW) InsertedRows.add(connection, events);
        else CopiedRows.add(connection, events);
    }
}

package nl.meldkamer.e2e.audit.performance;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/**
 * The other peer of single events: what the server itself does of them. Each is an INSERT and a transaction of its own,
 * into a table that has a primary key and nothing else: no second index, no proof, no look whether it is there already.
 */
final class PlainInsert implements AutoCloseable {

    private static final String INSERT =
            "INSERT INTO single (event_id, source, process, action, status, reference_type,"
                    + " reference_name, actor, occurred, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connections connections;
    private final SampleEvents events;

    PlainInsert(StoreUnderTest store, SampleEvents events) throws IOException, SQLException {
        this.events = events;
        connections = new Connections(store, true);
        try (Statement statement = connections.of(0).createStatement()) {
            statement.execute("CREATE TABLE single (seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, event_id uuid,"
                    + " source text, process text, action text, status text, reference_type text, reference_name text,"
                    + " actor text, occurred timestamptz, details text)");
        }
    }

    /** One event, durable when it returns. */
    void append(int caller) throws SQLException {
        Connection connection = connections.of(caller);
        Event event = events.next();
        Reference reference = event.reference();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, UUID.fromString(event.id()));
            insert.setString(2, event.source());
            insert.setString(3, event.process());
            insert.setString(4, event.action());
            insert.setString(5, event.status());
            insert.setString(6, reference == null ? null : reference.type());
            insert.setString(7, reference == null ? null : reference.name());
            insert.setString(8, event.actor());
            insert.setObject(9, event.occurred().atOffset(ZoneOffset.UTC));
            insert.setString(10, event.details());
            insert.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }
}

package nl.meldkamer.e2e.audit.performance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import nl.meldkamer.audit.Event;

/**
 * The peer of single events: the usual way to make a table tamper-evident. Each row has the hash of the row before it,
 * so each writer locks the head of the chain until it has committed. A connection for each caller.
 */
final class HashChain implements AutoCloseable {

    private final Connections connections;
    private final SampleEvents events;

    HashChain(StoreUnderTest store, SampleEvents events) throws IOException, SQLException {
        this.events = events;
        connections = new Connections(store, false);
        try (Connection maker = store.bare();
                Statement statement = maker.createStatement()) {
            statement.execute(
                    "CREATE TABLE chain_head (id int PRIMARY KEY, seq bigint, hash bytea) WITH (fillfactor = 50)");
            statement.execute("INSERT INTO chain_head VALUES (1, 0, sha256(''))");
            statement.execute("CREATE TABLE chain (seq bigint PRIMARY KEY, event_id uuid, details text, hash bytea)");
        }
    }

    /** One event, durable when it returns. */
    void append(int caller) throws SQLException, NoSuchAlgorithmException {
        Connection connection = connections.of(caller);
        Event event = events.next();
        try (var lock = connection.prepareStatement("SELECT seq, hash FROM chain_head WHERE id = 1 FOR UPDATE");
                ResultSet row = lock.executeQuery()) {
            row.next();
            long seq = row.getLong(1) + 1;
            byte[] hash = hash(row.getBytes(2), event);
            insert(connection, event, seq, hash);
            moveHead(connection, seq, hash);
        }
        connection.commit();
    }

    private static byte[] hash(byte[] before, Event event) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(before);
        return sha256.digest(event.toString().getBytes(UTF_8));
    }

    private static void insert(Connection connection, Event event, long seq, byte[] hash) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO chain VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, seq);
            insert.setObject(2, UUID.fromString(event.id()));
            insert.setString(3, event.details());
            insert.setBytes(4, hash);
            insert.execute();
        }
    }

    private static void moveHead(Connection connection, long seq, byte[] hash) throws SQLException {
        try (var head = connection.prepareStatement("UPDATE chain_head SET seq = ?, hash = ? WHERE id = 1")) {
            head.setLong(1, seq);
            head.setBytes(2, hash);
            head.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }
}

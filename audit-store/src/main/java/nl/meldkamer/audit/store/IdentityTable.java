package nl.meldkamer.audit.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is in the streams already. */
final class IdentityTable {
    private static final String COPY =
            "COPY audit.identity (stream, event_id, content, seq) FROM STDIN (FORMAT binary)";

    /**
     * One look into the index for each event. With "= ANY" a plan that was made while the table was small reads the whole
     * stream, and so would a join; OFFSET 0 keeps the planner from making either of this.
     */
    private static final String KNOWN = "SELECT event.id, known.content, known.seq FROM unnest(:events) AS event (id),"
            + " LATERAL (SELECT content, seq FROM audit.identity"
            + " WHERE stream = :stream AND event_id = event.id OFFSET 0) AS known";

    private final BinaryCopy rows = new BinaryCopy();

    /** For each of the events that is there, the number of each content that it came with. */
    static Map<UUID, Map<UUID, Long>> known(Handle transaction, int stream, Collection<UUID> events) {
        Map<UUID, Map<UUID, Long>> known = new HashMap<>();
        transaction
                .createQuery(KNOWN)
                .bind("stream", stream)
                .bindArray("events", UUID.class, events.toArray())
                .map((row, context) -> known.computeIfAbsent(row.getObject(1, UUID.class), event -> new HashMap<>())
                        .put(row.getObject(2, UUID.class), row.getLong(3)))
                .forEach(earlier -> {});
        return known;
    }

    void add(int stream, UUID event, UUID content, long seq) {
        rows.row(4).integer(stream).uuid(event).uuid(content).bigint(seq);
    }

    void send(Handle transaction) throws SQLException {
        rows.send(transaction.getConnection(), COPY);
    }
}

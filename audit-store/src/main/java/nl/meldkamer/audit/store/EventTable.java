package nl.meldkamer.audit.store;

import java.sql.SQLException;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.jdbi.v3.core.Handle;

/** The rows of one transaction. */
final class EventTable {
    private static final String COPY =
            "COPY audit.event (stream, seq, month, event_id, source, process, action, status,"
                    + " flags, reference_type, reference_name, actor, occurred, recorded, canonical, leaf)"
                    + " FROM STDIN (FORMAT binary)";
    private static final int COLUMNS = 16;

    private final BinaryCopy rows = new BinaryCopy();

    /** Adds a row. The columns say what the canonical bytes say. */
    void add(int stream, StoredEvent stored, Bytes canonical) {
        Event event = stored.event();
        Reference reference = event.reference();
        rows.row(COLUMNS)
                .integer(stream)
                .bigint(stored.seq())
                .date(Partitions.month(stored.recorded()))
                .uuid(stored.eventId())
                .text(event.source())
                .text(event.process())
                .text(event.action())
                .text(event.status())
                .integer(Flag.bits(stored.flags()))
                .text(reference == null ? null : reference.type())
                .text(reference == null ? null : reference.name())
                .text(event.actor())
                .timestamp(event.occurred())
                .timestamp(stored.recorded())
                .bytea(canonical)
                .bytea(LeafHash.of(canonical));
    }

    void send(Handle transaction) throws SQLException {
        rows.send(transaction.getConnection(), COPY);
    }
}

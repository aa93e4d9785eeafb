package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/** Many rows, by COPY. The server takes up the first of them while the next are being made. */
final class CopiedRows {
    private static final String EVENTS =
            "COPY audit.event (stream, seq, month, event_id, source, process, action, status,"
                    + " flags, reference_type, reference_name, actor, occurred, recorded, canonical, leaf)"
                    + " FROM STDIN (FORMAT binary)";
    private static final int EVENT_COLUMNS = 16;

    private static final String IDENTITIES =
            "COPY audit.identity (stream, event_id, content, seq) FROM STDIN (FORMAT binary)";
    private static final int IDENTITY_COLUMNS = 4;

    private Instant recorded = Instant.EPOCH;
    private LocalDate month = Partitions.month(recorded);

    private CopiedRows() {}

    static void add(Connection connection, List<NumberedEvent> events) throws SQLException {
        CopiedRows rows = new CopiedRows();
        try (BinaryCopy copy = new BinaryCopy(connection, EVENTS)) {
            for (NumberedEvent event : events) rows.event(copy, event);
            copy.end();
        }
        try (BinaryCopy copy = new BinaryCopy(connection, IDENTITIES)) {
            for (NumberedEvent event : events) identity(copy, event);
            copy.end();
        }
    }

    private void event(BinaryCopy copy, NumberedEvent numbered) throws SQLException {
        Event event = numbered.event();
        Reference reference = event.reference();
        Bytes canonical = numbered.canonical();
        copy.row(EVENT_COLUMNS)
                .integer(numbered.stream())
                .bigint(numbered.seq())
                .date(month(numbered.recorded()))
                .uuid(numbered.eventId())
                .text(event.source())
                .text(event.process())
                .text(event.action())
                .text(event.status())
                .integer(Flag.bits(numbered.flags()))
                .text(reference == null ? null : reference.type())
                .text(reference == null ? null : reference.name())
                .text(event.actor())
                .timestamp(event.occurred())
                .timestamp(numbered.recorded())
                .bytea(canonical)
                .bytea(LeafHash.of(canonical));
    }

    /** The same for all of a stream. */
    private LocalDate month(Instant of) {
        if (!of.equals(recorded)) {
            recorded = of;
            month = Partitions.month(of);
        }
        return month;
    }

    private static void identity(BinaryCopy copy, NumberedEvent numbered) throws SQLException {
        copy.row(IDENTITY_COLUMNS)
                .integer(numbered.stream())
                .uuid(numbered.eventId())
                .uuid(numbered.content())
                .bigint(numbered.seq());
    }
}

package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.jspecify.annotations.Nullable;

/** A few rows, by one INSERT with an array for each column: all of them in one answer of the server. */
final class InsertedRows {
    private static final String COLUMNS = "stream, seq, month, event_id, source, process, action, status, flags,"
            + " reference_type, reference_name, actor, occurred, recorded, canonical, leaf";
    private static final String INSERT = "WITH given AS MATERIALIZED (SELECT * FROM unnest(?::int[], ?::bigint[],"
            + " ?::date[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],"
            + " ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bytea[], ?::bytea[], ?::uuid[])"
            + " AS given (" + COLUMNS + ", content)),"
            + " identities AS (INSERT INTO audit.identity (stream, event_id, content, seq)"
            + " SELECT stream, event_id, content, seq FROM given)"
            + " INSERT INTO audit.event (" + COLUMNS + ") SELECT " + COLUMNS + " FROM given";

    private final PreparedStatement insert;
    private final List<NumberedEvent> events;
    private int column;

    private InsertedRows(PreparedStatement insert, List<NumberedEvent> events) {
        this.insert = insert;
        this.events = events;
    }

    static void add(Connection connection, List<NumberedEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            new InsertedRows(insert, events).bind();
            insert.executeUpdate();
        }
    }

    private void bind() throws SQLException {
        column(ArrayParameter.INTEGERS, (fields, row) -> fields.integer(row.stream()));
        column(ArrayParameter.BIGINTS, (fields, row) -> fields.bigint(row.seq()));
        column(ArrayParameter.DATES, (fields, row) -> fields.date(Partitions.month(row.recorded())));
        column(ArrayParameter.UUIDS, (fields, row) -> fields.uuid(row.eventId()));
        texts(Event::source);
        texts(Event::process);
        texts(Event::action);
        texts(Event::status);
        column(ArrayParameter.INTEGERS, (fields, row) -> fields.integer(Flag.bits(row.flags())));
        texts(event -> of(event.reference(), Reference::type));
        texts(event -> of(event.reference(), Reference::name));
        texts(Event::actor);
        column(
                ArrayParameter.TIMESTAMPS,
                (fields, row) -> fields.timestamp(row.event().occurred()));
        column(ArrayParameter.TIMESTAMPS, (fields, row) -> fields.timestamp(row.recorded()));
        List<Bytes> canonical = events.stream().map(NumberedEvent::canonical).toList();
        ArrayParameter.BYTES.bind(insert, ++column, canonical, BinaryFields::bytea);
        ArrayParameter.BYTES.bind(insert, ++column, canonical, (fields, bytes) -> fields.bytea(LeafHash.of(bytes)));
        column(ArrayParameter.UUIDS, (fields, row) -> fields.uuid(row.content()));
    }

    private void column(ArrayParameter type, BiConsumer<BinaryFields, NumberedEvent> write) throws SQLException {
        type.bind(insert, ++column, events, write);
    }

    private void texts(Function<Event, @Nullable String> value) throws SQLException {
        column(ArrayParameter.TEXTS, (fields, row) -> fields.text(value.apply(row.event())));
    }

    private static @Nullable String of(@Nullable Reference reference, Function<Reference, String> part) {
        return reference == null ? null : part.apply(reference);
    }
}

package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
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
    private static final String GIVEN = "WITH given AS MATERIALIZED (SELECT * FROM unnest(?::int[], ?::bigint[],"
            + " ?::date[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],"
            + " ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bytea[], ?::bytea[], ?::uuid[])"
            + " AS given (" + COLUMNS + ", content)),";
    private static final String INSERT = GIVEN + insertFrom("given");

    /** One look into the index for each event, and none for those that come after all: see {@link Numbering}. */
    private static final String INSERT_NEXT = GIVEN
            + " known AS (SELECT FROM given, LATERAL (SELECT FROM audit.identity"
            + " WHERE stream = given.stream AND event_id = given.event_id OFFSET 0) AS held"
            + " WHERE given.event_id <= (SELECT event_id FROM audit.identity WHERE stream = ?"
            + " ORDER BY stream DESC, event_id DESC LIMIT 1)),"
            + " moved AS (UPDATE audit.stream SET head = head + ?, until = now() + ?::interval,"
            + " recorded = (SELECT recorded FROM given LIMIT 1)"
            + " WHERE id = ? AND fence = ? AND head = ? AND NOT EXISTS (SELECT FROM known) RETURNING id),"
            + insertFrom("given, moved");

    /** Enough for most arrays of the largest column. */
    private static final int ROOM = 1 << 15;

    private final PreparedStatement insert;
    private final List<NumberedEvent> events;
    private final BinaryFields room = new BinaryFields(ROOM);
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

    private static String insertFrom(String rows) {
        return " identities AS (INSERT INTO audit.identity (stream, event_id, content, seq)"
                + " SELECT stream, event_id, content, seq FROM " + rows + ")"
                + " INSERT INTO audit.event (" + COLUMNS + ") SELECT " + COLUMNS + " FROM " + rows;
    }

    /**
     * Adds rows that are numbered from a head on, as a transaction of its own where the connection commits each statement.
     *
     * @param lease how long the stream is its owner's from now on
     * @return whether it did: not when the stream ends elsewhere by now, is another's, or has one of their ids
     */
    static boolean addNext(Connection connection, Head head, Duration lease, List<NumberedEvent> events)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_NEXT)) {
            InsertedRows rows = new InsertedRows(insert, events);
            rows.bind();
            rows.bind(head, lease);
            return insert.executeUpdate() == events.size();
        }
    }

    private void bind(Head head, Duration lease) throws SQLException {
        int stream = head.lease().stream();
        insert.setInt(++column, stream);
        insert.setInt(++column, events.size());
        insert.setString(++column, lease.toMillis() + " milliseconds");
        insert.setInt(++column, stream);
        insert.setLong(++column, head.lease().fence());
        insert.setLong(++column, head.next());
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
        ArrayParameter.BYTES.bind(insert, ++column, room, canonical, BinaryFields::bytea);
        ArrayParameter.BYTES.bind(
                insert, ++column, room, canonical, (fields, bytes) -> fields.bytea(LeafHash.of(bytes)));
        column(ArrayParameter.UUIDS, (fields, row) -> fields.uuid(row.content()));
    }

    private void column(ArrayParameter type, BiConsumer<BinaryFields, NumberedEvent> write) throws SQLException {
        type.bind(insert, ++column, room, events, write);
    }

    private void texts(Function<Event, @Nullable String> value) throws SQLException {
        column(ArrayParameter.TEXTS, (fields, row) -> fields.text(value.apply(row.event())));
    }

    private static @Nullable String of(@Nullable Reference reference, Function<Reference, String> part) {
        return reference == null ? null : part.apply(reference);
    }
}

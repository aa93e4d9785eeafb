package nl.meldkamer.audit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import nl.meldkamer.audit.Reference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads events as the database holds them, without verifying anything, in bounded memory. Thread-safe. */
public final class EventReader {
    private static final int FETCH_SIZE = 500;
    private static final String COLUMNS = "SELECT stream, seq, canonical, leaf FROM audit.event ";

    private final Jdbi database;

    EventReader(Jdbi database) {
        this.database = database;
    }

    /** The number of a stream in the database; empty when nothing was appended to it yet. */
    public OptionalInt stream(String name) {
        return database.withHandle(handle -> handle.createQuery("SELECT id FROM audit.stream WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty));
    }

    /** How many events a stream has; they are numbered from 0. */
    public long head(int stream) {
        return database.withHandle(handle -> handle.createQuery("SELECT head FROM audit.stream WHERE id = :stream")
                .bind("stream", stream)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** The events of a stream from one number to before another, in order; of one moment, however long it takes. */
    public void range(int stream, long from, long to, Consumer<Entry> each) {
        String sql = COLUMNS + "WHERE stream = :stream AND seq >= :from AND seq < :to ORDER BY stream, seq";
        stream(sql, query -> query.bind("stream", stream).bind("from", from).bind("to", to), each);
    }

    /** The events of a stream that were recorded from one moment to before another, in order. */
    public void recorded(int stream, Instant from, Instant to, Consumer<Entry> each) {
        String sql = COLUMNS + "WHERE stream = :stream AND recorded >= :from AND recorded < :to"
                + " AND month BETWEEN date_trunc('month', CAST(:from AS timestamptz)) AND :to ORDER BY stream, seq";
        stream(
                sql,
                query -> query.bind("stream", stream)
                        .bind("from", from.atOffset(ZoneOffset.UTC))
                        .bind("to", to.atOffset(ZoneOffset.UTC)),
                each);
    }

    /** Every event about a document, of any stream, by stream and number. */
    public void about(Reference reference, Consumer<Entry> each) {
        String sql = COLUMNS + "WHERE reference_name = :name AND reference_type = :type ORDER BY stream, seq";
        stream(sql, query -> query.bind("name", reference.name()).bind("type", reference.type()), each);
    }

    public Optional<Entry> event(int stream, long seq) {
        return database.withHandle(handle -> handle.createQuery(COLUMNS + "WHERE stream = :stream AND seq = :seq")
                .bind("stream", stream)
                .bind("seq", seq)
                .map(EventReader::entry)
                .findOne());
    }

    /** The event of an id; the first one when others came under the same id. */
    public Optional<Entry> event(int stream, UUID eventId) {
        return database.withHandle(handle -> handle.createQuery(
                                "SELECT min(seq) FROM audit.identity WHERE stream = :stream AND event_id = :id")
                        .bind("stream", stream)
                        .bind("id", eventId)
                        .mapTo(Long.class)
                        .findOne())
                .flatMap(seq -> event(stream, seq));
    }

    private void stream(String sql, Consumer<Query> parameters, Consumer<Entry> each) {
        // The driver reads in portions only inside a transaction.
        database.useTransaction(handle -> stream(handle, sql, parameters, each));
    }

    private static void stream(Handle handle, String sql, Consumer<Query> parameters, Consumer<Entry> each) {
        Query query = handle.createQuery(sql).setFetchSize(FETCH_SIZE);
        parameters.accept(query);
        query.map(EventReader::entry).forEach(each);
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(row.getInt(1), row.getLong(2), Bytes.owned(row.getBytes(3)), Bytes.owned(row.getBytes(4)));
    }
}

package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives numbers to the events that a stream does not have yet, and says which it has: in one answer of the server. */
final class Numbering {
    /**
     * One look into the index for each event, and none for those that come after all that are there, as new ones mostly
     * do whose ids begin with a time. With "= ANY" a plan that was made while the table was small reads the whole
     * stream, and so would a join; OFFSET 0 keeps the planner from making either of this.
     *
     * <p>What was written since the statement began it does not see. It need not: who writes to the stream meanwhile
     * has another fence, so that the update, which does see that, finds no row.
     */
    private static final String NUMBER = "WITH given AS MATERIALIZED (SELECT * FROM unnest(?::uuid[], ?::uuid[])"
            + " AS given (event_id, content)),"
            + " known AS MATERIALIZED (SELECT given.event_id, held.content, held.seq FROM given,"
            + " LATERAL (SELECT content, seq FROM audit.identity"
            + " WHERE stream = ? AND event_id = given.event_id OFFSET 0) AS held"
            + " WHERE given.event_id <= (SELECT event_id FROM audit.identity WHERE stream = ?"
            + " ORDER BY stream DESC, event_id DESC LIMIT 1)),"
            + " fresh AS (SELECT count(*) FROM (SELECT event_id, content FROM given"
            + " EXCEPT SELECT event_id, content FROM known) AS identity),"
            + " numbers AS (UPDATE audit.stream SET head = head + fresh.count, recorded = greatest(recorded, ?),"
            + " until = now() + ?::interval FROM fresh WHERE id = ? AND fence = ? AND fresh.count > 0"
            + " RETURNING head - fresh.count AS first, recorded, fresh.count)"
            + " SELECT first, recorded, count, event_id, content, seq"
            + " FROM (VALUES (1)) AS always LEFT JOIN numbers ON true LEFT JOIN known ON true";

    private final Connection connection;
    private final Duration lease;

    /** @param lease how long the stream is its owner's from now on */
    Numbering(Connection connection, Duration lease) {
        this.connection = connection;
        this.lease = lease;
    }

    /**
     * What there is.
     *
     * @param known those that the stream has, and others of the same event ids
     * @param numbers for the others; null when there are none, or the lease is another's
     */
    record Numbered(KnownNumbers known, @Nullable Numbers numbers) {
        Numbers required() {
            if (numbers == null) throw new LeaseLostException();
            return numbers;
        }

        /** How many numbers were given out. */
        int count() {
            return numbers == null ? 0 : numbers.count();
        }
    }

    /**
     * Numbers that are the stream's next if and only if the transaction is committed.
     *
     * @param first of them
     * @param recorded when: now, or later when an earlier event was recorded later
     * @param count how many
     */
    record Numbers(long first, Instant recorded, int count) {
        Head head(Lease lease) {
            return new Head(lease, first + count, recorded);
        }
    }

    /** @param identities each once */
    Numbered number(Lease lease, Collection<Identity> identities, Instant now) throws SQLException {
        try (PreparedStatement number = connection.prepareStatement(NUMBER)) {
            BinaryFields room = new BinaryFields(2 * Long.BYTES * (identities.size() + 2));
            ArrayParameter.UUIDS.bind(number, 1, room, identities, (fields, each) -> fields.uuid(each.eventId()));
            ArrayParameter.UUIDS.bind(number, 2, room, identities, (fields, each) -> fields.uuid(each.content()));
            number.setInt(3, lease.stream());
            number.setInt(4, lease.stream());
            number.setObject(5, now.atOffset(ZoneOffset.UTC));
            number.setString(6, this.lease.toMillis() + " milliseconds");
            number.setInt(7, lease.stream());
            number.setLong(8, lease.fence());
            try (ResultSet row = number.executeQuery()) {
                return numbered(row);
            }
        }
    }

    private static Numbered numbered(ResultSet row) throws SQLException {
        Numbers numbers = null;
        KnownNumbers known = new KnownNumbers();
        while (row.next()) {
            OffsetDateTime recorded = row.getObject(2, OffsetDateTime.class);
            if (recorded != null) numbers = new Numbers(row.getLong(1), recorded.toInstant(), row.getInt(3));
            UUID eventId = row.getObject(4, UUID.class);
            if (eventId != null) known.add(new Identity(eventId, row.getObject(5, UUID.class)), row.getLong(6));
        }
        return new Numbered(known, numbers);
    }
}

package nl.meldkamer.audit.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * What was kept apart because it could not be an event, for a person to look at and to settle. Works in one
 * transaction.
 */
public final class QuarantineEntries {

    private static final String SELECT = "SELECT number, source, reason, arrived, length(bytes) FROM audit.quarantine ";
    private static final RowMapper<QuarantineEntry> ENTRY = (row, context) -> new QuarantineEntry(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            arrived(row.getObject(4, OffsetDateTime.class)),
            row.getInt(5));

    private final Handle transaction;

    /** @param transaction as the reader, or as the writer where anything is to be settled */
    public QuarantineEntries(Handle transaction) {
        this.transaction = transaction;
    }

    /**
     * Something that could not be an event.
     *
     * @param number by which it is settled
     * @param source who sent it
     * @param reason why it could not be one
     * @param arrived when
     * @param bytes how many
     */
    public record QuarantineEntry(long number, String source, String reason, Instant arrived, int bytes) {}

    private static Instant arrived(OffsetDateTime time) {
        return time.toInstant();
    }

    /** The oldest that are not settled. */
    public List<QuarantineEntry> open(int most) {
        return transaction
                .createQuery(SELECT + "WHERE settled IS NULL ORDER BY number LIMIT :most")
                .bind("most", most)
                .map(ENTRY)
                .list();
    }

    /** What was kept, but for what was masked in it; of settled ones as well. */
    public Optional<byte[]> bytes(long number) {
        return transaction
                .createQuery("SELECT bytes FROM audit.quarantine WHERE number = :number")
                .bind("number", number)
                .mapTo(byte[].class)
                .findOne();
    }

    /** Marks one as dealt with; empty if there is none of this number that is open. Its bytes stay. */
    public Optional<QuarantineEntry> settle(long number, String by, Instant now) {
        return transaction
                .createQuery("UPDATE audit.quarantine SET settled = :now, settled_by = :by"
                        + " WHERE number = :number AND settled IS NULL"
                        + " RETURNING number, source, reason, arrived, length(bytes)")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .bind("number", number)
                .map(ENTRY)
                .findOne();
    }
}

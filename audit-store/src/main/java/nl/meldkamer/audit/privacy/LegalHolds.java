package nl.meldkamer.audit.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.Outbox;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What may neither go nor be erased as long as a claim or an inquiry wants it. Placing and lifting are events, in the
 * transaction that does it. Thread-safe.
 */
public final class LegalHolds {

    private final Jdbi database;
    private final DataKeys keys;
    private final InstantSource clock;

    /** @param database as the retention role */
    public LegalHolds(Jdbi database, DataKeys keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What is held, in a stream.
     *
     * @param about the document; null for any
     * @param person the name that the source has for the person, kept as a keyed hash; null for anybody
     */
    public record Scope(
            String stream,
            @Nullable Reference about,
            @Nullable String person) {

        /** Without the person. */
        @Override
        public String toString() {
            return "Scope[" + stream + ", " + about + "]";
        }
    }

    /** A hold that is in force; of a person only that there is one is told. */
    public record Hold(
            long id, String stream, String about, boolean person, String reason, Instant placed, String by) {}

    /**
     * Places one.
     *
     * @param reason such as the number of the case; no personal data
     * @return its number
     * @throws IllegalArgumentException if the stream has no events, or none of the person's
     * @throws BadKeyException if the index of persons can't be read
     */
    public long place(Scope scope, String reason, String by) throws BadKeyException {
        String why = Door.clean(reason);
        return database.inTransaction(transaction -> {
            long id = insert(transaction, scope, why, by);
            record(transaction, scope.stream, id, "hold_placed", why, by);
            return id;
        });
    }

    private long insert(Handle transaction, Scope scope, String reason, String by) throws BadKeyException {
        int stream = transaction
                .createQuery("SELECT id FROM audit.stream WHERE name = :name")
                .bind("name", scope.stream)
                .mapTo(Integer.class)
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("there is no stream '" + scope.stream + "'"));
        return transaction
                .createQuery("INSERT INTO audit.legal_hold"
                        + " (stream, reference_type, reference_name, person, reason, placed, placed_by)"
                        + " VALUES (:stream, :type, :name, :person, :reason, :placed, :by) RETURNING id")
                .bind("stream", stream)
                .bind("type", scope.about == null ? null : scope.about.type())
                .bind("name", scope.about == null ? null : scope.about.name())
                .bind("person", scope.person == null ? null : hidden(transaction, scope.stream, scope.person))
                .bind("reason", reason)
                .bind("placed", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .mapTo(Long.class)
                .one();
    }

    private String hidden(Handle transaction, String stream, String person) throws BadKeyException {
        return keys.existingIndex(transaction, Tenant.of(stream))
                .orElseThrow(() -> new IllegalArgumentException("the store knows no persons"))
                .person(person);
    }

    /** False when there is no such hold, or it was lifted already. */
    public boolean lift(long id, String by) {
        return database.inTransaction(transaction -> {
            Optional<String> stream = transaction
                    .createQuery("UPDATE audit.legal_hold h SET lifted = :now, lifted_by = :by FROM audit.stream s"
                            + " WHERE h.id = :id AND h.lifted IS NULL AND s.id = h.stream RETURNING s.name")
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .bind("by", by)
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne();
            stream.ifPresent(name -> record(transaction, name, id, "hold_lifted", "", by));
            return stream.isPresent();
        });
    }

    /** Those that are in force, the oldest first. */
    public List<Hold> list() {
        return database.withHandle(handle -> handle.createQuery("SELECT h.id, s.name, h.reference_type,"
                        + " h.reference_name, h.person IS NOT NULL, h.reason, h.placed, h.placed_by"
                        + " FROM audit.legal_hold h JOIN audit.stream s ON s.id = h.stream"
                        + " WHERE h.lifted IS NULL ORDER BY h.id")
                .map((row, context) -> new Hold(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3) == null ? "" : row.getString(3) + "/" + row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getTimestamp(7).toInstant(),
                        row.getString(8)))
                .list());
    }

    private void record(Handle transaction, String stream, long id, String action, String reason, String by) {
        Event event = new Event(
                stream,
                "meldkamer",
                "hold/" + id + "/" + action,
                "Retention",
                action,
                ComplianceStatus.COMPLIANT.word(),
                new Reference("Legal Hold", Long.toString(id)),
                by,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("hold", id)
                        .put("reason", reason)
                        .toString(),
                null);
        Outbox.add(transaction, event);
    }
}

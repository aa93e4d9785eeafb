package nl.meldkamer.audit.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Erases persons by destroying their keys. The keys, the search terms and the note of it go in one transaction; the event
 * about it is appended after that, and again by {@link #resume} if a crash came between.
 *
 * <p>What the law wants kept is under other keys, and goes by {@link #destroyLegal} when its period has ended. PostgreSQL
 * keeps the bytes of a wrapped key in the table's file until its next vacuum, and in its log and in backups until those are
 * gone: they can be unwrapped only by who has the key file.
 */
public final class Erasures {

    private static final String SOURCE = "meldkamer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi database;
    private final DataKeys keys;
    private final EventLog log;
    private final TreeHeads heads;
    private final InstantSource clock;

    /** @param database as the retention role */
    public Erasures(Jdbi database, DataKeys keys, EventLog log, TreeHeads heads, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.log = log;
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Who is to be erased.
     *
     * @param stream of the association; the person is erased in all of the association's streams
     * @param person the name that the source has for the person
     * @param by the account that does it
     * @param reason such as the number of the request; kept in the clear
     */
    public record Request(String stream, String person, String by, String reason) {

        /** Without the person. */
        @Override
        public String toString() {
            return "Request[" + stream + ", by " + by + "]";
        }
    }

    private record Erased(UUID id, Request request, Instant at, ObjectNode note) {}

    /**
     * Erases one person. When it returns the keys are destroyed and the event about it is committed.
     *
     * @throws BadKeyException if the index can't be read; nothing is erased
     * @throws IllegalStateException if the event could not be appended: the keys are destroyed, and {@link #resume} is to be
     *     called once the store takes events again
     */
    public ErasureCertificate erase(Request request) throws BadKeyException {
        TreeHeads.Head before = heads.covering(request.stream, 0).orElse(null);
        Erased erased = database.inTransaction(handle -> destroy(handle, request));
        keys.forget();
        long seq = append(erased);
        return new ErasureCertificate(
                erased.id,
                request.stream,
                erased.at,
                keyIds(erased.note),
                erased.note.path("terms").asInt(),
                seq,
                before,
                heads.covering(request.stream, seq + 1).orElse(null));
    }

    /** Appends the events of erasures that a crash kept from it. Appending one twice gives one event. */
    public void resume() {
        record Row(UUID id, Instant at, String by, String reason, String note) {}
        List<Row> rows = database.withHandle(handle -> handle.createQuery(
                        "SELECT id, at, by, reason, certificate FROM audit.erasure ORDER BY at")
                .map((row, context) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list());
        for (Row row : rows) {
            ObjectNode note = note(row.note);
            Request request = new Request(note.path("stream").asText(), "", row.by, row.reason);
            append(new Erased(row.id, request, row.at, note));
        }
    }

    private Erased destroy(Handle transaction, Request request) throws BadKeyException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String person = keys.existingIndex(transaction, Tenant.of(request.stream))
                .map(index -> index.person(request.person))
                .orElse("");
        ObjectNode note = JSON.createObjectNode().put("stream", request.stream);
        for (UUID key : destroyKeys(transaction, person, now))
            note.withArray("keys").add(key.toString());
        note.put("terms", destroyTerms(transaction, person));
        Erased erased = new Erased(UUID.randomUUID(), request, now, note);
        keep(transaction, erased, person);
        return erased;
    }

    private static List<UUID> destroyKeys(Handle transaction, String person, Instant now) {
        return transaction
                .createQuery("UPDATE audit.person_key SET wrapped = NULL, destroyed = :now"
                        + " WHERE person = :person AND purpose = 'erasable' AND destroyed IS NULL RETURNING key_id")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("person", person)
                .mapTo(UUID.class)
                .list();
    }

    private static int destroyTerms(Handle transaction, String person) {
        return transaction
                .createUpdate("DELETE FROM audit.search_term WHERE person = :person")
                .bind("person", person)
                .execute();
    }

    private static void keep(Handle transaction, Erased erased, String person) {
        transaction
                .createUpdate("INSERT INTO audit.erasure (id, person, purpose, at, by, reason, certificate)"
                        + " VALUES (:id, :person, 'erasable', :at, :by, :reason, :certificate)")
                .bind("id", erased.id)
                .bind("person", person)
                .bind("at", erased.at.atOffset(ZoneOffset.UTC))
                .bind("by", erased.request.by)
                .bind("reason", erased.request.reason)
                .bind("certificate", erased.note.toString())
                .execute();
    }

    /**
     * Destroys the keys of what the law wanted kept, of all events of the years before one.
     *
     * @return how many keys
     */
    public int destroyLegal(int firstKeptYear) {
        int destroyed = database.withHandle(
                handle -> handle.createUpdate("UPDATE audit.person_key SET wrapped = NULL, destroyed = :now"
                                + " WHERE purpose = 'legal' AND year < :year AND destroyed IS NULL")
                        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .bind("year", firstKeptYear)
                        .execute());
        keys.forget();
        return destroyed;
    }

    private long append(Erased erased) {
        Event event = new Event(
                erased.request.stream,
                SOURCE,
                erased.id.toString(),
                "Privacy",
                "person_erased",
                ComplianceStatus.COMPLIANT.word(),
                null,
                erased.request.by,
                null,
                erased.at,
                erased.note.deepCopy().put("reason", erased.request.reason).toString(),
                null);
        Appended appended = log.append(List.of(event)).join().get(0);
        if (appended instanceof Appended.Stored stored) return stored.seq();
        if (appended instanceof Appended.Duplicate duplicate) return duplicate.seq();
        throw new IllegalStateException("the keys are destroyed, but the event about it is not stored: " + appended);
    }

    private static ObjectNode note(String text) {
        try {
            JsonNode note = JSON.readTree(text);
            return note instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit.erasure has a certificate that is no JSON", e);
        }
    }

    private static List<UUID> keyIds(ObjectNode note) {
        return note.withArray("keys")
                .valueStream()
                .map(key -> UUID.fromString(key.asText()))
                .toList();
    }
}

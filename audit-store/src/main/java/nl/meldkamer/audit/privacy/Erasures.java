package nl.meldkamer.audit.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.store.Outbox;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Erases persons by destroying their keys. The keys, the search terms, the note of it and the event about it go in one
 * transaction: after a crash all of it is done, or nothing. Nobody under a legal hold is erased.
 *
 * <p>What the law wants kept is under other keys, and goes by {@link #destroyLegal} when its period has ended.
 * PostgreSQL keeps the bytes of a wrapped key in the table's file until its next vacuum, and in its log and in backups
 * until those are gone: they can be unwrapped only by who has the key file.
 */
public final class Erasures {

    private static final String SOURCE = "meldkamer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi database;
    private final DataKeys keys;
    private final Numbering numbering;
    private final TreeHeads heads;
    private final InstantSource clock;

    /** @param database as the retention role */
    public Erasures(Jdbi database, DataKeys keys, Numbering numbering, TreeHeads heads, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.numbering = numbering;
        this.heads = heads;
        this.clock = clock;
    }

    /** Where the number of an event of the outbox is to be asked. */
    @FunctionalInterface
    public interface Numbering {
        /** May wait a little for a writer to give it; empty if none did. */
        Optional<Long> number(String stream, String source, String id);
    }

    /**
     * What an erasure would do.
     *
     * @param keys how many keys would be destroyed
     * @param events how many events have fields under them
     * @param keptYears the years of which legal fields stay until their period ends
     * @param holds the reasons of the legal holds that forbid it
     */
    public record Preview(int keys, int events, List<Integer> keptYears, List<String> holds) {}

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

    /** Looks, and changes nothing. */
    public Preview preview(Request request) throws BadKeyException {
        return database.inTransaction(handle -> {
            String person = person(handle, request);
            return new Preview(
                    count(
                            handle,
                            "person_key WHERE purpose = 'erasable' AND destroyed IS NULL AND person = :person",
                            person),
                    count(
                            handle,
                            "(SELECT DISTINCT stream, event_id FROM audit.search_term WHERE person = :person) e",
                            person),
                    years(handle, person),
                    holds(handle, request.stream, person));
        });
    }

    private static int count(Handle handle, String from, String person) {
        String table = from.startsWith("(") ? from : "audit." + from;
        return handle.createQuery("SELECT count(*) FROM " + table)
                .bind("person", person)
                .mapTo(Integer.class)
                .one();
    }

    private static List<Integer> years(Handle handle, String person) {
        return handle.createQuery("SELECT year FROM audit.person_key WHERE purpose = 'legal' AND destroyed IS NULL"
                        + " AND person = :person ORDER BY year")
                .bind("person", person)
                .mapTo(Integer.class)
                .list();
    }

    private static List<String> holds(Handle handle, String stream, String person) {
        return handle.createQuery("SELECT h.reason FROM audit.legal_hold h LEFT JOIN audit.stream s ON s.id = h.stream"
                        + " WHERE h.lifted IS NULL AND (h.person = :person OR (h.person IS NULL AND"
                        + " h.reference_name IS NULL AND (h.stream IS NULL OR split_part(s.name, '/', 1) = :tenant)))"
                        + " ORDER BY h.id")
                .bind("person", person)
                .bind("tenant", Tenant.of(stream))
                .mapTo(String.class)
                .list();
    }

    /**
     * Erases one person. When it returns, the keys are destroyed, and the event about it is committed or in the outbox.
     *
     * @throws BadKeyException if the index can't be read; nothing is erased
     * @throws HeldException if a legal hold forbids it; nothing is erased
     */
    public ErasureCertificate erase(Request request) throws BadKeyException {
        TreeHeads.Head before = heads.covering(request.stream, 0).orElse(null);
        Erased erased = database.inTransaction(handle -> destroy(handle, request));
        keys.forget();
        String event = erased.id.toString();
        Optional<Long> seq = numbering.number(request.stream, SOURCE, event);
        return new ErasureCertificate(
                erased.id,
                request.stream,
                erased.at,
                keyIds(erased.note),
                erased.note.path("terms").asInt(),
                event,
                seq.orElse(null),
                before,
                seq.flatMap(number -> heads.covering(request.stream, number + 1))
                        .orElse(null));
    }

    private String person(Handle handle, Request request) throws BadKeyException {
        return keys.existingIndex(handle, Tenant.of(request.stream))
                .map(index -> index.person(request.person))
                .orElse("");
    }

    private Erased destroy(Handle transaction, Request request) throws BadKeyException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String person = person(transaction, request);
        List<String> holds = holds(transaction, request.stream, person);
        if (!holds.isEmpty()) throw new HeldException(holds);
        ObjectNode note = JSON.createObjectNode().put("stream", request.stream);
        for (UUID key : destroyKeys(transaction, person, now))
            note.withArray("keys").add(key.toString());
        note.put("terms", destroyTerms(transaction, person));
        Erased erased = new Erased(UUID.randomUUID(), request, now, note);
        keep(transaction, erased, person);
        Outbox.add(transaction, event(erased));
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
                .bind("reason", Door.clean(erased.request.reason))
                .bind("certificate", erased.note.toString())
                .execute();
    }

    /**
     * Destroys the keys of what the law wanted kept, of all events of the years before one. Those of persons under a
     * legal hold stay, and under a hold that names no person all of them.
     *
     * @return how many keys
     */
    public int destroyLegal(int firstKeptYear) {
        int destroyed = database.withHandle(
                // In order, so that two runs at once wait for each other at the first key only.
                handle -> handle.createUpdate("UPDATE audit.person_key SET wrapped = NULL, destroyed = :now"
                                + " WHERE key_id IN (SELECT key_id FROM audit.person_key k"
                                + " WHERE purpose = 'legal' AND year < :year AND destroyed IS NULL AND NOT EXISTS (SELECT"
                                + " FROM audit.legal_hold h WHERE h.lifted IS NULL"
                                + " AND (h.person IS NULL OR h.person = k.person)) ORDER BY key_id FOR UPDATE OF k)")
                        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .bind("year", firstKeptYear)
                        .execute());
        keys.forget();
        return destroyed;
    }

    private static Event event(Erased erased) {
        return new Event(
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
                erased.note
                        .deepCopy()
                        .put("reason", Door.clean(erased.request.reason))
                        .toString(),
                null);
    }

    private static List<UUID> keyIds(ObjectNode note) {
        return note.withArray("keys")
                .valueStream()
                .map(key -> UUID.fromString(key.asText()))
                .toList();
    }
}

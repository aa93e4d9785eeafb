package nl.meldkamer.audit.privacy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds events by what they have only as ciphertext: by the names that the {@link BlindIndex} gave it, so that nothing
 * is decrypted. What was erased is not found. Thread-safe.
 */
public final class PersonalSearch {

    private final Jdbi database;
    private final DataKeys keys;

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#RETENTION}, which may read the index's key. */
    public PersonalSearch(Jdbi database, DataKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * Where an event is.
     *
     * @param stream its number in the database
     */
    public record Place(int stream, long seq) {}

    @FunctionalInterface
    private interface Term {
        String of(BlindIndex index);
    }

    /**
     * The events with an account number in any of their personal fields, by stream and number.
     *
     * @param stream of an association, in all of whose streams is searched
     * @param account in any notation
     * @param most how many at most
     */
    public List<Place> account(String stream, String account, int most) throws BadKeyException {
        return search(stream, index -> index.account(account), most);
    }

    /** The events with personal fields of a person, who is named as the source does; else as above. */
    public List<Place> person(String stream, String person, int most) throws BadKeyException {
        return search(stream, index -> index.person(person), most);
    }

    private List<Place> search(String stream, Term term, int most) throws BadKeyException {
        try (Handle handle = database.open()) {
            Optional<BlindIndex> index = keys.existingIndex(handle, Tenant.of(stream));
            return index.isEmpty() ? List.of() : places(handle, term.of(index.get()), most);
        }
    }

    private static List<Place> places(Handle handle, String term, int most) {
        return handle.createQuery("SELECT identity.stream, seq FROM audit.search_term"
                        + " JOIN audit.stream ON stream.name = search_term.stream"
                        + " JOIN audit.identity ON identity.stream = stream.id AND identity.event_id = search_term.event_id"
                        + " WHERE term = :term ORDER BY identity.stream, seq LIMIT :most")
                .bind("term", term)
                .bind("most", most)
                .map((row, context) -> new Place(row.getInt(1), row.getLong(2)))
                .list();
    }
}

package nl.meldkamer.audit.privacy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.store.PersonalCipher;
import org.jdbi.v3.core.Handle;

/**
 * Encrypts the personal fields of events, each of their two sets under a key of its own, and reads them back for as
 * long as the key is there. Thread-safe. As it is stored, big-endian:
 *
 * <pre>
 * 4  length of the envelope of the erasable fields, 0 if there are none
 * n  that {@link Envelope}; in it a map of {@link FieldSet}
 * m  the envelope of the legal fields, to the end; nothing if there are none
 * </pre>
 *
 * Each envelope is bound to the event's stream, source and id and to which of the two it is.
 */
public final class PersonalVault implements PersonalCipher {

    private final DataKeys keys;
    private final SecureRandom random;

    public PersonalVault(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** What could still be read: a set whose key is gone is empty. */
    public record Opened(Map<String, String> erasable, Map<String, String> legal) {

        /** Names the fields and no value. */
        @Override
        public String toString() {
            return "Opened[erasable=" + erasable.keySet() + ", legal=" + legal.keySet() + "]";
        }
    }

    /**
     * @throws IllegalStateException if the key file has not the key for a key of this person; nothing is then stored
     */
    @Override
    public Encrypted encrypt(Handle transaction, Event event) {
        PersonalFields personal = event.personal();
        if (personal == null) throw new IllegalArgumentException("an event without personal fields");
        try {
            return encrypt(transaction, event, personal);
        } catch (BadKeyException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Encrypted encrypt(Handle transaction, Event event, PersonalFields personal) throws BadKeyException {
        BlindIndex index = keys.index(transaction, Tenant.of(event.stream()));
        String person = index.person(personal.person());
        DataKey erasable = keys.obtain(transaction, new KeyOwner(person, KeyPurpose.ERASABLE, 0));
        byte[] first = seal(erasable, event, KeyPurpose.ERASABLE, personal.erasable());
        byte[] second = new byte[0];
        if (!personal.legal().isEmpty()) {
            int year = event.occurred().atZone(ZoneOffset.UTC).getYear();
            DataKey legal = keys.obtain(transaction, new KeyOwner(person, KeyPurpose.LEGAL, year));
            second = seal(legal, event, KeyPurpose.LEGAL, personal.legal());
        }
        addTerms(transaction, event, person, terms(index, person, personal));
        byte[] stored = ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
        return new Encrypted(Bytes.of(stored), fingerprint(erasable, personal));
    }

    private byte[] seal(DataKey key, Event event, KeyPurpose purpose, Map<String, String> fields) {
        if (fields.isEmpty()) return new byte[0];
        byte[] context = context(event.stream(), event.source(), event.id(), purpose);
        return Envelope.seal(key.id(), key.key(), context, FieldSet.encode(fields), random)
                .bytes();
    }

    private static byte[] context(String stream, String source, String id, KeyPurpose purpose) {
        return FieldSet.encode("personal fields", stream, source, id, purpose.word());
    }

    private static Bytes fingerprint(DataKey key, PersonalFields personal) {
        byte[] erasable = FieldSet.encode(personal.erasable());
        byte[] legal = FieldSet.encode(personal.legal());
        byte[] both = ByteBuffer.allocate(Integer.BYTES + erasable.length + legal.length)
                .putInt(erasable.length)
                .put(erasable)
                .put(legal)
                .array();
        return Bytes.of(Hmac.of(key.key(), both));
    }

    private static Set<String> terms(BlindIndex index, String person, PersonalFields personal) {
        Set<String> terms = new HashSet<>(Set.of(person));
        Stream.concat(personal.erasable().values().stream(), personal.legal().values().stream())
                .filter(value -> Iban.parse(value).isPresent())
                .forEach(iban -> terms.add(index.account(iban)));
        return terms;
    }

    private static void addTerms(Handle transaction, Event event, String person, Set<String> terms) {
        UUID id = EventId.of(event.source(), event.id());
        for (String term : terms) {
            transaction
                    .createUpdate("INSERT INTO audit.search_term (term, stream, event_id, person)"
                            + " VALUES (:term, :stream, :id, :person) ON CONFLICT DO NOTHING")
                    .bind("term", term)
                    .bind("stream", event.stream())
                    .bind("id", id)
                    .bind("person", person)
                    .execute();
        }
    }

    /**
     * Reads the personal fields of one event.
     *
     * @param event as it was stored; its own personal fields are not looked at
     * @param ciphertext what {@link #encrypt} made for it
     * @throws BadKeyException if a key is there and can't be unwrapped, or the ciphertext is not this event's
     */
    public Opened decrypt(Handle handle, Event event, Bytes ciphertext) throws BadKeyException {
        ByteBuffer stored = ciphertext.buffer();
        try {
            int length = stored.getInt();
            if (length > stored.remaining()) throw new BufferUnderflowException();
            byte[] first = new byte[length];
            stored.get(first);
            byte[] second = new byte[stored.remaining()];
            stored.get(second);
            return new Opened(
                    open(handle, event, KeyPurpose.ERASABLE, first), open(handle, event, KeyPurpose.LEGAL, second));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new BadKeyException("the personal fields of an event are damaged");
        }
    }

    private Map<String, String> open(Handle handle, Event event, KeyPurpose purpose, byte[] bytes)
            throws BadKeyException {
        Envelope envelope = new Envelope(bytes);
        Optional<DataKey> key = bytes.length == 0 ? Optional.empty() : find(handle, envelope);
        if (key.isEmpty()) return Map.of();
        return envelope.open(key.get().key(), context(event.stream(), event.source(), event.id(), purpose))
                .flatMap(FieldSet::decode)
                .orElseThrow(() -> new BadKeyException("the personal fields are not those of this event, or damaged"));
    }

    private Optional<DataKey> find(Handle handle, Envelope envelope) throws BadKeyException {
        Optional<UUID> id = envelope.keyId();
        if (id.isEmpty()) throw new BadKeyException("the personal fields of an event are damaged");
        return keys.find(handle, id.get());
    }
}

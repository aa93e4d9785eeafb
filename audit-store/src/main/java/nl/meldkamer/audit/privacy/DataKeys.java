package nl.meldkamer.audit.privacy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The keys that encrypt data, wrapped in the database under the {@link KeyRing}. Whoever encrypts asks the database
 * each time which key is current, so that nothing is ever encrypted with one that was destroyed. Thread-safe.
 */
public final class DataKeys {

    private static final int CACHED = 10_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);
    private static final int KEY_BYTES = 32;
    private static final int REWRAPPED_AT_ONCE = 500;

    /** How often a key that is made here can be destroyed elsewhere before it is read. */
    private static final int ATTEMPTS = 5;

    private record Row(UUID id, KeyOwner owner, UUID kek, Envelope wrapped) {}

    private static final String SELECT = "SELECT key_id, person, purpose, year, kek, wrapped FROM audit.person_key ";

    private static final RowMapper<Row> ROW = (row, context) -> new Row(
            row.getObject("key_id", UUID.class),
            new KeyOwner(row.getString("person"), KeyPurpose.of(row.getString("purpose")), row.getInt("year")),
            row.getObject("kek", UUID.class),
            new Envelope(row.getBytes("wrapped")));

    private final KeyRing ring;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KeyCache cache;

    public DataKeys(KeyRing ring, SecureRandom random, InstantSource clock) {
        this.ring = ring;
        this.random = random;
        this.clock = clock;
        cache = new KeyCache(CACHED, CACHED_FOR, clock);
    }

    /** The blind index of a tenant; its key is made at the first use. */
    public BlindIndex index(Handle transaction, String tenant) throws BadKeyException {
        return new BlindIndex(
                obtain(transaction, new KeyOwner(tenant, KeyPurpose.INDEX, 0)).key());
    }

    /** The same, but makes none; for those who may not. Empty if there is none. */
    Optional<BlindIndex> existingIndex(Handle handle, String tenant) throws BadKeyException {
        Optional<Row> row = current(handle, new KeyOwner(tenant, KeyPurpose.INDEX, 0));
        return row.isEmpty()
                ? Optional.empty()
                : Optional.of(new BlindIndex(unwrap(row.get()).key()));
    }

    /** The owner's key, made in this transaction if there is none. */
    DataKey obtain(Handle transaction, KeyOwner owner) throws BadKeyException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> row = current(transaction, owner);
            if (row.isPresent()) return unwrap(row.get());
            make(transaction, owner);
        }
        throw new IllegalStateException("a key is destroyed each time that it is made");
    }

    /** Empty for a key that was destroyed, or never was. */
    Optional<DataKey> find(Handle handle, UUID id) throws BadKeyException {
        Optional<DataKey> cached = cache.get(id);
        if (cached.isPresent()) return cached;
        Optional<Row> row = handle.createQuery(SELECT + "WHERE key_id = :id AND destroyed IS NULL")
                .bind("id", id)
                .map(ROW)
                .findOne();
        return row.isEmpty() ? Optional.empty() : Optional.of(unwrap(row.get()));
    }

    /** After keys were destroyed: none of them may be used again. */
    void forget() {
        cache.clear();
    }

    /**
     * Wraps under the first key of the ring every key that is wrapped under another. Can be stopped and started again
     * at any point; after it, and once no older backup is needed, the other keys can leave the file.
     *
     * @param database as the retention role
     * @return how many were wrapped anew
     */
    public int rewrap(Jdbi database) throws BadKeyException {
        int rewrapped = 0;
        for (List<Row> rows = underAnother(database); !rows.isEmpty(); rows = underAnother(database)) {
            for (Row row : rows) rewrapped += rewrap(database, row);
        }
        return rewrapped;
    }

    private List<Row> underAnother(Jdbi database) {
        return database.withHandle(
                handle -> handle.createQuery(SELECT + "WHERE kek <> :kek AND destroyed IS NULL LIMIT :limit")
                        .bind("kek", ring.current())
                        .bind("limit", REWRAPPED_AT_ONCE)
                        .map(ROW)
                        .list());
    }

    private int rewrap(Jdbi database, Row row) throws BadKeyException {
        byte[] wrapped = wrap(row.owner, unwrap(row)).bytes();
        return database.withHandle(handle -> handle.createUpdate("UPDATE audit.person_key SET kek = :kek,"
                        + " wrapped = :wrapped WHERE key_id = :id AND kek = :old AND destroyed IS NULL")
                .bind("kek", ring.current())
                .bind("wrapped", wrapped)
                .bind("id", row.id)
                .bind("old", row.kek)
                .execute());
    }

    private static Optional<Row> current(Handle handle, KeyOwner owner) {
        return handle.createQuery(
                        SELECT + "WHERE person = :person AND purpose = :purpose AND year = :year AND destroyed IS NULL")
                .bind("person", owner.owner())
                .bind("purpose", owner.purpose().word())
                .bind("year", owner.year())
                .map(ROW)
                .findOne();
    }

    /** If another makes one at the same moment, one of the two stays. */
    private void make(Handle transaction, KeyOwner owner) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        DataKey key = new DataKey(UUID.randomUUID(), new SecretKeySpec(bytes, "AES"));
        transaction
                .createUpdate("INSERT INTO audit.person_key (key_id, person, purpose, year, kek, wrapped, created)"
                        + " VALUES (:id, :person, :purpose, :year, :kek, :wrapped, :created) ON CONFLICT DO NOTHING")
                .bind("id", key.id())
                .bind("person", owner.owner())
                .bind("purpose", owner.purpose().word())
                .bind("year", owner.year())
                .bind("kek", ring.current())
                .bind("wrapped", wrap(owner, key).bytes())
                .bind("created", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private Envelope wrap(KeyOwner owner, DataKey key) {
        SecretKey kek = ring.key(ring.current()).orElseThrow();
        return Envelope.seal(
                ring.current(), kek, context(owner, key.id()), key.key().getEncoded(), random);
    }

    private DataKey unwrap(Row row) throws BadKeyException {
        Optional<DataKey> cached = cache.get(row.id);
        if (cached.isPresent()) return cached.get();
        SecretKey kek = ring.key(row.kek)
                .orElseThrow(() -> new BadKeyException("data key " + row.id + " is wrapped under key " + row.kek
                        + ", which is not in the key file: add that key below the first one"));
        byte[] bytes = row.wrapped
                .open(kek, context(row.owner, row.id))
                .orElseThrow(() -> new BadKeyException("data key " + row.id
                        + " does not unwrap: its row was changed; restore person_key from a backup"));
        DataKey key = new DataKey(row.id, new SecretKeySpec(bytes, "AES"));
        cache.put(key);
        return key;
    }

    private static byte[] context(KeyOwner owner, UUID id) {
        return FieldSet.encode(
                "data key", id.toString(), owner.owner(), owner.purpose().word(), "" + owner.year());
    }
}

package nl.meldkamer.audit.privacy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The keys that encrypt data, wrapped in the database under the {@link KeyRing}. A key is committed before anything is
 * encrypted with it. Blocks for the database on a key that it has not used lately. Thread-safe.
 */
public final class DataKeys {

    private static final int CACHED = 10_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);
    private static final int KEY_BYTES = 32;
    private static final int REWRAPPED_AT_ONCE = 500;

    /** How often a key that is made here can be erased elsewhere before it is read. */
    private static final int ATTEMPTS = 5;

    /** A row of {@code data_key}. */
    private record Row(UUID id, KeyOwner owner, UUID kek, Envelope wrapped) {}

    private static final RowMapper<Row> ROW = (row, context) -> new Row(
            row.getObject("key_id", UUID.class),
            new KeyOwner(row.getString("owner"), KeyPurpose.of(row.getString("purpose")), row.getInt("year")),
            row.getObject("kek", UUID.class),
            new Envelope(row.getBytes("wrapped")));

    private final Jdbi jdbi;
    private final KeyRing ring;
    private final SecureRandom random;
    private final KeyCache<KeyOwner> byOwner;
    private final KeyCache<UUID> byId;

    public DataKeys(Jdbi jdbi, KeyRing ring, SecureRandom random, InstantSource clock) {
        this.jdbi = jdbi;
        this.ring = ring;
        this.random = random;
        byOwner = new KeyCache<>(CACHED, CACHED_FOR, clock);
        byId = new KeyCache<>(CACHED, CACHED_FOR, clock);
    }

    /** The blind index of a tenant; its key is made at the first use. */
    public BlindIndex index(String tenant) throws BadKeyException {
        return new BlindIndex(obtain(new KeyOwner(tenant, KeyPurpose.INDEX, 0)).key());
    }

    /** The owner's key, made if there is none. */
    DataKey obtain(KeyOwner owner) throws BadKeyException {
        Optional<DataKey> cached = byOwner.get(owner);
        if (cached.isPresent()) return cached.get();
        DataKey key = unwrap(findOrMake(owner));
        byOwner.put(owner, key);
        return key;
    }

    /** Empty for a key that was erased, or never was. */
    Optional<DataKey> find(UUID id) throws BadKeyException {
        Optional<DataKey> cached = byId.get(id);
        if (cached.isPresent()) return cached;
        Optional<Row> row = jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM data_key WHERE key_id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne());
        if (row.isEmpty()) return Optional.empty();
        DataKey key = unwrap(row.get());
        byId.put(id, key);
        return Optional.of(key);
    }

    /** After keys were erased: none of them may be used again. */
    void forget() {
        byOwner.clear();
        byId.clear();
    }

    /**
     * Wraps every key under the first key of the ring that is wrapped under another. Can be stopped and started at any
     * point; after it, and once no older backup is needed, the other keys can leave the file.
     *
     * @return how many were wrapped anew
     */
    public int rewrap() throws BadKeyException {
        int rewrapped = 0;
        for (List<Row> rows = wrappedUnderAnother(); !rows.isEmpty(); rows = wrappedUnderAnother()) {
            for (Row row : rows) rewrapped += rewrap(row);
        }
        return rewrapped;
    }

    private List<Row> wrappedUnderAnother() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM data_key WHERE kek <> :kek LIMIT :limit")
                .bind("kek", ring.current())
                .bind("limit", REWRAPPED_AT_ONCE)
                .map(ROW)
                .list());
    }

    private int rewrap(Row row) throws BadKeyException {
        Envelope wrapped = wrap(row.owner, unwrap(row));
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "UPDATE data_key SET kek = :kek, wrapped = :wrapped" + " WHERE key_id = :id AND kek = :old")
                .bind("kek", ring.current())
                .bind("wrapped", wrapped.bytes())
                .bind("id", row.id)
                .bind("old", row.kek)
                .execute());
    }

    private Row findOrMake(KeyOwner owner) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> row = find(owner);
            if (row.isPresent()) return row.get();
            make(owner);
        }
        throw new IllegalStateException("a key is erased each time that it is made");
    }

    private Optional<Row> find(KeyOwner owner) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM data_key WHERE owner = :owner AND purpose = :purpose AND year = :year")
                .bind("owner", owner.owner())
                .bind("purpose", owner.purpose().word())
                .bind("year", owner.year())
                .map(ROW)
                .findOne());
    }

    /** If another makes one at the same moment, one of the two stays. */
    private void make(KeyOwner owner) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        DataKey key = new DataKey(UUID.randomUUID(), new SecretKeySpec(bytes, "AES"));
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO data_key (key_id, owner, purpose, year, kek, wrapped)"
                        + " VALUES (:id, :owner, :purpose, :year, :kek, :wrapped) ON CONFLICT DO NOTHING")
                .bind("id", key.id())
                .bind("owner", owner.owner())
                .bind("purpose", owner.purpose().word())
                .bind("year", owner.year())
                .bind("kek", ring.current())
                .bind("wrapped", wrap(owner, key).bytes())
                .execute());
    }

    private Envelope wrap(KeyOwner owner, DataKey key) {
        SecretKey kek = ring.key(ring.current()).orElseThrow();
        return Envelope.seal(
                ring.current(), kek, context(owner, key.id()), key.key().getEncoded(), random);
    }

    private DataKey unwrap(Row row) throws BadKeyException {
        SecretKey kek = ring.key(row.kek)
                .orElseThrow(() -> new BadKeyException("data key " + row.id + " is wrapped under key " + row.kek
                        + ", which is not in the key file: add that key below the first one"));
        byte[] key = row.wrapped
                .open(kek, context(row.owner, row.id))
                .orElseThrow(() -> new BadKeyException("data key " + row.id
                        + " does not unwrap: its row was changed; restore data_key from a backup"));
        return new DataKey(row.id, new SecretKeySpec(key, "AES"));
    }

    private static byte[] context(KeyOwner owner, UUID id) {
        return FieldSet.encode(
                "data key", id.toString(), owner.owner(), owner.purpose().word(), "" + owner.year());
    }
}

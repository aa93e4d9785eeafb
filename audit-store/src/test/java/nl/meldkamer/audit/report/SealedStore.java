package nl.meldkamer.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.PersonalCipher;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.audit.tree.VerifierKey;

/** A store whose clock is the test's, whose key is always the same, and which is sealed when the test says so. */
public final class SealedStore implements AutoCloseable {

    public static final String STREAM = "linde/verenigingen";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PersonalCipher OPAQUE =
            (transaction, event) -> new PersonalCipher.Encrypted(Bytes.of(new byte[4]), Bytes.of(new byte[4]));
    private static final SignerKey KEY = SignerKey.generate("audit/linde", new Sevens());

    private final AuditStore store;
    private final Writer writer;
    private Instant now = Instant.EPOCH;
    private int events;

    private SealedStore(PersonalCipher cipher) throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), cipher, () -> now);
    }

    public static SealedStore open() throws Exception {
        return new SealedStore(OPAQUE);
    }

    public static SealedStore open(PersonalCipher cipher) throws Exception {
        return new SealedStore(cipher);
    }

    private static final class Sevens extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }

    public AuditStore store() {
        return store;
    }

    public VerifierKey key() {
        return KEY.verifier();
    }

    public SealedStore at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Recorded at the store's time, and happened a minute before. */
    public SealedStore event(String process, String action, String status, String reference, String details) {
        List<String> about = List.of(reference.split("/", 2));
        return append(new Event(
                STREAM,
                "app",
                "E-" + events++,
                process,
                action,
                status,
                new Reference(about.get(0), about.get(1)),
                "treasurer@example.org",
                null,
                now.minusSeconds(60),
                details,
                null));
    }

    public SealedStore append(Event event) {
        List<Appended> outcomes = writer.append(List.of(event)).join();
        assertThat(outcomes).allMatch(outcome -> outcome.toString().startsWith("Stored"));
        return this;
    }

    /** All that there is, with one checkpoint for each stream that has more than before. */
    public SealedStore seal() {
        Sealing sealing = Sealing.start(store.as(Role.SEALER), KEY, Clock.fixed(now, ZoneOffset.UTC));
        try {
            await().atMost(PATIENCE)
                    .until(() -> sealing.states().stream().allMatch(state -> state.size() == state.head()));
        } finally {
            assertThat(sealing.stop()).isTrue();
        }
        return this;
    }

    public SealedStore execute(Role role, String sql) {
        store.as(role).useHandle(handle -> handle.execute(sql));
        return this;
    }

    @Override
    public void close() throws StoreException {
        writer.close();
        store.close();
    }
}

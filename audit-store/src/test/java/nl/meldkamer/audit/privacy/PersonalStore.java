package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store on a real database for each test, with keys in a file, whose events have personal fields. */
final class PersonalStore implements BeforeEachCallback, AfterEachCallback {
    static final String STREAM = "club/app";
    static final String NAME = "Wilhelmina Zonderling";
    static final String IBAN = "NL91ABNA0417164300";
    static final InstantSource CLOCK = InstantSource.system();
    static final TreeHeads HEADS = (stream, size) -> Optional.of(new TreeHeads.Head(size, "00"));

    private static final Instant OCCURRED = Instant.parse("2026-03-01T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private Path directory;
    private AuditStore store;
    private DataKeys keys;
    private PersonalVault vault;
    private Writer writer;
    private Erasures erasures;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        directory = Files.createTempDirectory("keys");
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        keys = keys(keyFile(1));
        vault = vault(keys);
        startWriter("one");
        erasures = new Erasures(store.as(Role.RETENTION), keys, this::number, HEADS, CLOCK);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        writer.close();
        store.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(directory);
    }

    AuditStore store() {
        return store;
    }

    DataKeys keys() {
        return keys;
    }

    PersonalVault vault() {
        return vault;
    }

    Writer writer() {
        return writer;
    }

    Erasures erasures() {
        return erasures;
    }

    DataKeys keys(Path file) throws BadKeyException {
        return new DataKeys(KeyRing.read(file), random, CLOCK);
    }

    PersonalVault vault(DataKeys keys) {
        return new PersonalVault(keys, random);
    }

    void startWriter(String name) {
        writer = Writer.start(store, WriterSettings.of(name), vault, CLOCK);
    }

    void execute(Role role, String statement) {
        store.as(role).useHandle(handle -> handle.execute(statement));
    }

    void append(Event... events) {
        assertThat(writer.append(List.of(events)).join()).hasOnlyElementsOfType(Appended.Stored.class);
    }

    static Event event(String id, String person) {
        return new Event(
                STREAM,
                "app",
                id,
                "Mandate Creation",
                "mandate_created",
                "Compliant",
                new Reference("SEPA Mandate", "MANDATE-" + id),
                null,
                null,
                OCCURRED,
                "{}",
                new PersonalFields(person, Map.of("name", NAME), Map.of("iban", IBAN)));
    }

    static Erasures.Request request(String person) {
        return new Erasures.Request(STREAM, person, "officer", "request 7");
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        store.reader().stream(STREAM)
                .ifPresent(stream -> store.reader().range(stream, 0, Long.MAX_VALUE, entries::add));
        return entries;
    }

    PersonalVault.Opened opened(int seq) throws Exception {
        return opened(vault, seq);
    }

    PersonalVault.Opened opened(PersonalVault with, int seq) throws Exception {
        StoredEvent stored = entries().get(seq).event();
        return store.as(Role.RETENTION).withHandle(handle -> with.decrypt(handle, stored.event(), stored.personal()));
    }

    Optional<Long> number(String stream, String source, String id) {
        int number = store.reader().stream(stream).orElse(1);
        return Awaitility.await()
                .until(
                        () -> store.reader()
                                .event(number, EventId.of(source, id))
                                .map(Entry::seq),
                        Optional::isPresent);
    }

    String answer(String query) {
        return store.as(Role.READER)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    /** A file of keys that are told apart by their first byte. */
    Path keyFile(int... firstBytes) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int first : firstBytes) {
            byte[] key = new byte[32];
            key[0] = (byte) first;
            lines.append(Base64.getEncoder().encodeToString(key)).append('\n');
        }
        Path file = Files.writeString(directory.resolve("kek" + lines.length() + "-" + firstBytes[0]), lines);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}

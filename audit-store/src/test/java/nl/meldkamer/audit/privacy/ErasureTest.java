package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
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
import nl.meldkamer.audit.store.LeafHash;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

    private static final String STREAM = "club/app";
    private static final String NAME = "Wilhelmina Zonderling";
    private static final String IBAN = "NL91ABNA0417164300";
    private static final Instant OCCURRED = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TreeHeads HEADS = (stream, size) -> Optional.of(new TreeHeads.Head(size, "00"));

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private AuditStore store;
    private DataKeys keys;
    private PersonalVault vault;
    private Writer writer;
    private Erasures erasures;

    @BeforeEach
    void open() throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        keys = new DataKeys(KeyRing.read(keyFile(1)), random, CLOCK);
        vault = new PersonalVault(keys, random);
        writer = Writer.start(store, WriterSettings.of("one"), vault, CLOCK);
        erasures = new Erasures(store.as(Role.RETENTION), keys, this::number, HEADS, CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    @Test
    void whatWasEncryptedCanBeReadUntilItIsErased() throws Exception {
        append(event("1", "M-1"), event("2", "M-2"));
        assertThat(opened(0).erasable()).containsEntry("name", NAME);

        ErasureCertificate certificate = erasures.erase(request("M-1"));

        assertThat(certificate.keys()).hasSize(1);
        assertThat(certificate.searchTerms()).isEqualTo(2);
        assertThat(certificate.seq()).isEqualTo(2);
        assertThat(opened(0).erasable()).isEmpty();
        assertThat(opened(0).legal()).containsEntry("iban", IBAN);
        assertThat(opened(1).erasable()).containsEntry("name", NAME);
    }

    @Test
    void theRecordIsByteForByteTheSameAfterAnErasure() throws Exception {
        append(event("1", "M-1"), event("2", "M-2"));
        List<Entry> before = entries();
        erasures.erase(request("M-1"));
        assertThat(entries())
                .startsWith(before.toArray(Entry[]::new))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(LeafHash.of(entry.canonical())).isEqualTo(entry.leaf()));
    }

    @Test
    void thePlaintextIsInNoTableIndexLogOrDump() throws Exception {
        append(event("1", "M-1"));
        erasures.erase(request("M-1"));
        execute("VACUUM", "CHECKPOINT");
        // Files of tables and indexes, the log of what was written, and the one for people.
        Path server = Path.of(setting("data_directory")).getParent();
        assertThat(filesWith(fileOf("audit." + partition()), "MANDATE-1")).isNotEmpty();
        assertThat(filesWith(fileOf(indexOf("reference_name")), "MANDATE-1")).isNotEmpty();
        for (String plain : List.of(NAME, IBAN)) {
            assertThat(filesWith(server, plain)).isEmpty();
            assertThat(filesWith(server, hex(plain))).isEmpty();
        }
        // A dump writes bytes in hexadecimal digits.
        assertThat(dump())
                .contains("person_erased", hex("MANDATE-1"))
                .doesNotContain(NAME, IBAN, hex(NAME), hex(IBAN), "M-1\t", "\t" + hex("M-1"));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(RealPostgreSql.shared().url(database()));
                Statement statement = connection.createStatement()) {
            for (String text : statements) statement.execute(text);
        }
    }

    private String partition() {
        return answer("SELECT tableoid::regclass::text FROM audit.event LIMIT 1")
                .replaceFirst("^audit[.]", "");
    }

    private String indexOf(String column) {
        return answer("SELECT indexrelid::regclass::text FROM pg_index JOIN pg_attribute ON attrelid = indexrelid"
                + " WHERE indrelid = 'audit." + partition() + "'::regclass AND attname = '" + column + "'");
    }

    private Path fileOf(String relation) throws SQLException {
        return Path.of(setting("data_directory")).resolve(answer("SELECT pg_relation_filepath('" + relation + "')"));
    }

    private String answer(String query) {
        return store.as(Role.READER)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    @Test
    void aPersonWhoComesBackGetsANewKeyAndTheOldEventsStayErased() throws Exception {
        append(event("1", "M-1"));
        erasures.erase(request("M-1"));
        append(event("3", "M-1"));
        assertThat(opened(0).erasable()).isEmpty();
        assertThat(opened(2).erasable()).containsEntry("name", NAME);
    }

    @Test
    void aPersonOfWhomNothingIsKnownIsErasedWithAnEmptyCertificate() throws Exception {
        ErasureCertificate certificate = erasures.erase(request("M-9"));
        assertThat(certificate.keys()).isEmpty();
        assertThat(certificate.seq()).isZero();
    }

    @Test
    void theEventOfAnErasureIsRecordedByTheNextWriterIfNoneRuns() throws Exception {
        append(event("1", "M-1"));
        writer.close();
        Erasures alone =
                new Erasures(store.as(Role.RETENTION), keys, (stream, source, id) -> Optional.empty(), HEADS, CLOCK);
        ErasureCertificate certificate = alone.erase(request("M-1"));
        assertThat(certificate.seq()).isNull();
        assertThat(certificate.after()).isNull();
        assertThat(opened(0).erasable()).isEmpty();
        assertThat(entries()).hasSize(1);

        writer = Writer.start(store, WriterSettings.of("two"), vault, CLOCK);
        assertThat(number(STREAM, "meldkamer", certificate.eventId())).contains(1L);
        writer.close();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aLookTellsWhatWouldGoAndChangesNothing() throws Exception {
        append(event("1", "M-1"), event("2", "M-1"), event("3", "M-2"));
        assertThat(erasures.preview(request("M-1"))).isEqualTo(new Erasures.Preview(1, 2, List.of(2026), List.of()));
        assertThat(opened(0).erasable()).containsEntry("name", NAME);
        assertThat(erasures.preview(request("M-9"))).isEqualTo(new Erasures.Preview(0, 0, List.of(), List.of()));
    }

    @Test
    void nobodyUnderALegalHoldIsErased() throws Exception {
        append(event("1", "M-1"));
        store.as(Role.RETENTION)
                .useHandle(handle -> handle.execute("INSERT INTO audit.legal_hold (stream, reason, placed, placed_by)"
                        + " SELECT id, 'case 7', now(), 'ann' FROM audit.stream"));
        assertThat(erasures.preview(request("M-1")).holds()).containsExactly("case 7");
        assertThatThrownBy(() -> erasures.erase(request("M-1")))
                .isInstanceOf(HeldException.class)
                .hasMessageContaining("case 7");
        assertThat(opened(0).erasable()).containsEntry("name", NAME);
        store.as(Role.RETENTION)
                .useHandle(handle -> handle.execute("UPDATE audit.legal_hold SET lifted = now(), lifted_by = 'ann'"));
        assertThat(erasures.erase(request("M-1")).keys()).hasSize(1);
    }

    private Optional<Long> number(String stream, String source, String id) {
        int number = store.reader().stream(stream).orElse(1);
        return Awaitility.await()
                .until(
                        () -> store.reader()
                                .event(number, EventId.of(source, id))
                                .map(Entry::seq),
                        Optional::isPresent);
    }

    @Test
    void whatTheLawWantsKeptGoesWithTheKeyOfItsYear() throws Exception {
        append(event("1", "M-1"));
        assertThat(erasures.destroyLegal(2026)).isZero();
        assertThat(erasures.destroyLegal(2027)).isOne();
        assertThat(opened(0).legal()).isEmpty();
        assertThat(opened(0).erasable()).containsEntry("name", NAME);
    }

    @Test
    void ciphertextInThePlaceOfAnothersIsNotRead() throws Exception {
        append(event("1", "M-1"), event("2", "M-1"));
        StoredEvent first = entries().get(0).event();
        StoredEvent second = entries().get(1).event();
        assertThatThrownBy(() -> store.as(Role.RETENTION)
                        .withHandle(handle -> vault.decrypt(handle, first.event(), second.personal())))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("not those of this event");
    }

    @Test
    void aResendOfTheSameFieldsIsADuplicateAlthoughTheirCiphertextDiffers() throws Exception {
        append(event("1", "M-1"));
        assertThat(writer.append(List.of(event("1", "M-1"))).join()).containsExactly(new Appended.Duplicate(0));
    }

    @Test
    void keysAreWrappedAnewAndReadWithTheNewKeyAlone() throws Exception {
        append(event("1", "M-1"));
        Path both = keyFile(2, 1);
        assertThat(new DataKeys(KeyRing.read(both), random, CLOCK).rewrap(store.as(Role.RETENTION)))
                .isEqualTo(3);
        DataKeys rotated = new DataKeys(KeyRing.read(keyFile(2)), random, CLOCK);
        assertThat(rotated.rewrap(store.as(Role.RETENTION))).isZero();
        assertThat(opened(new PersonalVault(rotated, random), 0).erasable()).containsEntry("name", NAME);

        DataKeys without = new DataKeys(KeyRing.read(keyFile(3)), random, CLOCK);
        assertThatThrownBy(() -> opened(new PersonalVault(without, random), 0))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("not in the key file");
    }

    @Test
    void anAccountIsFoundByItsKeyedHashOnly() throws Exception {
        append(event("1", "M-1"), event("2", "M-2"));
        String term = store.as(Role.RETENTION)
                .withHandle(handle -> keys.index(handle, "club").account("nl91 abna 0417 1643 00"));
        assertThat(count("SELECT count(*) FROM audit.search_term WHERE term = '" + term + "'"))
                .isEqualTo(2);
    }

    private long count(String query) {
        return store.as(Role.READER)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private void append(Event... events) {
        assertThat(writer.append(List.of(events)).join()).hasOnlyElementsOfType(Appended.Stored.class);
    }

    private static Event event(String id, String person) {
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

    private static Erasures.Request request(String person) {
        return new Erasures.Request(STREAM, person, "officer", "request 7");
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        store.reader().stream(STREAM)
                .ifPresent(stream -> store.reader().range(stream, 0, Long.MAX_VALUE, entries::add));
        return entries;
    }

    private PersonalVault.Opened opened(int seq) throws Exception {
        return opened(vault, seq);
    }

    private PersonalVault.Opened opened(PersonalVault with, int seq) throws Exception {
        StoredEvent stored = entries().get(seq).event();
        return store.as(Role.RETENTION).withHandle(handle -> with.decrypt(handle, stored.event(), stored.personal()));
    }

    private static List<Path> filesWith(Path data, String text) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String setting(String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(RealPostgreSql.shared().url("postgres"));
                var rows = connection.createStatement().executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String database() {
        return answer("SELECT current_database()");
    }

    private String dump() throws Exception {
        Process dump = new ProcessBuilder(
                        "pg_dump",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(RealPostgreSql.shared().port()),
                        "-U",
                        "postgres",
                        database())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(dump.getInputStream().readAllBytes(), UTF_8);
    }

    /** A file of keys that are told apart by their first byte. */
    private Path keyFile(int... firstBytes) throws IOException {
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

package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.QuarantineTable;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log and the quarantine behind the door, on a real database. */
class ScreeningTest {

    private static final String IBAN = "NL91ABNA0417164300";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path directory;

    private AuditStore store;
    private DataKeys keys;
    private Writer writer;
    private EventLog log;
    private Quarantine quarantine;

    @BeforeEach
    void open() throws Exception {
        SecureRandom random = new SecureRandom();
        Path file = directory.resolve("keys");
        KeyRing.make(file, random);
        keys = new DataKeys(KeyRing.read(file), random, CLOCK);
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), new PersonalVault(keys, random), CLOCK);
        log = new ScreenedLog(writer, new Doors(store.as(Role.WRITER), keys));
        quarantine = new ScreenedQuarantine(new QuarantineTable(store), log, "club/app", CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    @Test
    void nothingPlainIsInTheDatabaseAndAnEventTellsOfWhatWasFound() {
        assertThat(append(event("1", "paid from " + IBAN))).containsExactly(new Appended.Stored(0));
        assertThat(everything()).contains("plain_personal_data_found").doesNotContain("0417164300");
        assertThat(actions()).containsExactly("mandate_created", Door.ACTION);
    }

    @Test
    void theSameEventSentAgainIsADuplicateAndIsReportedOnce() {
        append(event("1", IBAN));
        assertThat(append(event("1", IBAN))).containsExactly(new Appended.Duplicate(0));
        assertThat(actions()).hasSize(2);
    }

    @Test
    void aDocumentThatIsNamedByAnAccountIsFoundAgainAfterARestart() {
        append(named("1"));
        EventLog afterRestart = new ScreenedLog(writer, new Doors(store.as(Role.WRITER), keys));
        afterRestart.append(List.of(named("2"))).join();
        List<String> names = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery(
                                "SELECT DISTINCT reference_name FROM audit.event WHERE action = 'mandate_created'")
                        .mapTo(String.class)
                        .list());
        assertThat(names).singleElement().asString().startsWith("hmac:");
    }

    @Test
    void anEventWhoseReportIsRefusedIsRefusedAsWell() {
        EventLog full = events -> CompletableFuture.completedFuture(
                List.of(new Appended.Stored(0), new Appended.Stored(1), new Appended.Refused("full")));
        EventLog screened = new ScreenedLog(full, new Doors(store.as(Role.WRITER), keys));
        assertThat(screened.append(List.of(event("1", "clean"), event("2", IBAN)))
                        .join())
                .containsExactly(new Appended.Stored(0), new Appended.Refused("full"));
    }

    @Test
    void whileTheKeyOfNamesCannotBeReadWhatNeedsItIsRefused() throws Exception {
        Path other = directory.resolve("other");
        append(named("1"));
        KeyRing.make(other, new SecureRandom());
        DataKeys wrong = new DataKeys(KeyRing.read(other), new SecureRandom(), CLOCK);
        EventLog screened = new ScreenedLog(writer, new Doors(store.as(Role.WRITER), wrong));
        assertThat(screened.append(List.of(named("2"))).join()).singleElement().isInstanceOf(Appended.Refused.class);
    }

    @Test
    void bytesInQuarantineAreMaskedAndCleanOnesAreKeptAsTheyCame() throws Exception {
        byte[] clean = {'{', (byte) 0xFF, '"'};
        quarantine.keep("app", clean, "is not JSON");
        quarantine.keep("app", ("{\"iban\": \"" + IBAN + "\"").getBytes(UTF_8), "is not JSON");
        List<byte[]> kept = kept();
        assertThat(kept.get(0)).isEqualTo(clean);
        assertThat(new String(kept.get(1), UTF_8)).contains("iban").doesNotContain("0417164300");
        assertThat(actions()).containsExactly(Door.ACTION);
    }

    @Test
    void whatStandsUnderPersonalIsMaskedInQuarantineWhateverItIs() throws Exception {
        String json =
                "{\"id\":\"7\",\"personal\":{\"person\":\"M-1\",\"erasable\":{\"name\":\"Wilhelmina\",\"age\":44}}}";
        quarantine.keep("app", json.getBytes(UTF_8), "'action' is missing");
        quarantine.keep("app", json.substring(0, 70).getBytes(UTF_8), "is not JSON");
        assertThat(new String(kept().get(0), UTF_8)).contains("\"id\":\"7\"").doesNotContain("Wilhel", "44", "M-1");
        assertThat(new String(kept().get(1), UTF_8)).contains("\"id\":\"7\"").doesNotContain("Wilhel");
    }

    @Test
    void bytesWhoseReportIsRefusedAreToBeSentAgain() {
        EventLog away = events -> CompletableFuture.completedFuture(List.of(new Appended.Refused("away")));
        Quarantine torn = new ScreenedQuarantine(new QuarantineTable(store), away, "club/app", CLOCK);
        assertThatThrownBy(() -> torn.keep("app", IBAN.getBytes(UTF_8), "is not JSON"))
                .isInstanceOf(SQLException.class)
                .hasMessage("away");
    }

    private List<Appended> append(Event event) {
        return log.append(List.of(event)).join();
    }

    private static Event named(String id) {
        return event(id, IBAN, "clean");
    }

    private static Event event(String id, String remark) {
        return event(id, "MAN-1", remark);
    }

    private static Event event(String id, String reference, String remark) {
        return new Event(
                "club/app",
                "app",
                id,
                "Mandate Creation",
                "mandate_created",
                "Compliant",
                new Reference("SEPA Mandate", reference),
                "a@b.example",
                null,
                Instant.parse("2026-03-01T12:00:00Z"),
                "{\"remark\":\"" + remark + "\"}",
                new PersonalFields("M-1", Map.of("name", "Wilhelmina"), Map.of("iban", IBAN)));
    }

    private List<String> actions() {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT action FROM audit.event ORDER BY seq")
                        .mapTo(String.class)
                        .list());
    }

    private String everything() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("event", "identity", "quarantine", "pending", "search_term"))
            rows.addAll(store.as(Role.WRITER)
                    .withHandle(handle -> handle.createQuery("SELECT t::text FROM audit." + table + " t")
                            .mapTo(String.class)
                            .list()));
        return String.join("\n", rows) + canonical();
    }

    private String canonical() {
        return store
                .as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT canonical FROM audit.event")
                        .mapTo(byte[].class)
                        .list())
                .stream()
                .map(bytes -> new String(bytes, UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private List<byte[]> kept() {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT bytes FROM audit.quarantine ORDER BY number")
                        .mapTo(byte[].class)
                        .list());
    }
}

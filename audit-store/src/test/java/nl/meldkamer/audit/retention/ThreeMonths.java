package nl.meldkamer.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.SignerKey;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A store on a real database for each test, with two months that may go and the current one, sealed by the real sealer.
 */
final class ThreeMonths implements BeforeEachCallback, AfterEachCallback {

    static final String STREAM = "club/app";
    static final YearMonth MARCH = YearMonth.of(2018, 3);
    static final YearMonth APRIL = YearMonth.of(2018, 4);
    static final YearMonth CURRENT = YearMonth.of(2026, 11);
    static final int OF_A_MONTH = 300;

    private final SignerKey key = SignerKey.generate("audit.club", new SecureRandom());
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private StoreSettings.Server server;
    private AuditStore store;
    private Writer writer;
    private Instant now;

    @Override
    public void beforeEach(ExtensionContext context) throws StoreException {
        server = RealPostgreSql.shared().newDatabase();
        store = AuditStore.open(server);
        now = tenthOf(MARCH);
        writer = Writer.start(store, WriterSettings.of("one"), null, () -> now);
        append(0);
        now = tenthOf(APRIL);
        append(OF_A_MONTH);
        now = clock.instant();
        append(2 * OF_A_MONTH);
        seal();
    }

    private static Instant tenthOf(YearMonth month) {
        return month.atDay(10).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public void afterEach(ExtensionContext context) throws StoreException {
        writer.close();
        store.close();
    }

    AuditStore store() {
        return store;
    }

    /** The same, as another program has it. */
    AuditStore openAgain() throws StoreException {
        return AuditStore.open(server);
    }

    Handle asSuperuser() {
        return Jdbi.open(server.url(), server.user(), server.password());
    }

    Clock clock() {
        return clock;
    }

    Retention retention() {
        return retention(store);
    }

    /** With patience enough for any other to come to its end. */
    Retention retention(AuditStore store) {
        return new Retention(store.as(Role.RETENTION), clock);
    }

    Retention retention(Patience patience, Retention.Steps steps) {
        return new Retention(store.as(Role.RETENTION), clock, patience, steps);
    }

    private void append(int from) {
        append(IntStream.range(from, from + OF_A_MONTH)
                .mapToObj(number -> event(
                        "E" + number,
                        "Payment Processing",
                        "payment_submitted",
                        new Reference("Payment Entry", "PE-" + number)))
                .toList());
    }

    void append(List<Event> events) {
        assertThat(writer.append(events).join()).hasOnlyElementsOfType(Appended.Stored.class);
    }

    /** What comes after is recorded then. */
    Instant goOn(Duration time) {
        now = now.plus(time);
        return now;
    }

    Event event(String id, String process, String action, Reference reference) {
        return new Event(STREAM, "app", id, process, action, "Compliant", reference, null, null, now, "{}", null);
    }

    void awaitEvents(int count) {
        Awaitility.await().untilAsserted(() -> assertThat(count("event")).isEqualTo(count));
    }

    int count(String table) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit." + table)
                        .mapTo(Integer.class)
                        .one());
    }

    void execute(Role role, String statement) {
        store.as(role).useHandle(handle -> handle.execute(statement));
    }

    void seal() {
        Sealing sealing = Sealing.start(store.as(Role.SEALER), key, clock);
        Awaitility.await().until(() -> sealing.states().stream().allMatch(state -> state.size() == state.head()));
        sealing.close();
    }

    Verification verification() {
        return verifier().verify(STREAM);
    }

    Verifier verifier() {
        return new Verifier(store.as(Role.READER), key.verifier(), Witness.none(), 2);
    }
}

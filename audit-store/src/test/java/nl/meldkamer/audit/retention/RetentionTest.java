package nl.meldkamer.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.retention.Retention.Step;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Meanwhile;
import nl.meldkamer.audit.store.Processes;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.SignerKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Months that go, on a real database, sealed by the real sealer and verified by the real verifier. */
class RetentionTest {

    private static final String STREAM = "club/app";
    private static final YearMonth MARCH = YearMonth.of(2018, 3);
    private static final YearMonth APRIL = YearMonth.of(2018, 4);
    private static final int OF_A_MONTH = 300;

    @TempDir
    Path directory;

    private final SignerKey key = SignerKey.generate("audit.club", new SecureRandom());
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private Instant now = MARCH.atDay(10).atStartOfDay().toInstant(ZoneOffset.UTC);
    private AuditStore store;
    private Writer writer;
    private Retention retention;

    @BeforeEach
    void fill() throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), null, () -> now);
        append("Payment Processing", 0, OF_A_MONTH);
        now = APRIL.atDay(10).atStartOfDay().toInstant(ZoneOffset.UTC);
        append("Payment Processing", OF_A_MONTH, 2 * OF_A_MONTH);
        now = clock.instant();
        append("Payment Processing", 2 * OF_A_MONTH, 3 * OF_A_MONTH);
        seal();
        retention = new Retention(store.as(Role.RETENTION), clock);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    @Test
    void aMonthThatMayGoIsInAFileAndTheStoreStillVerifies() throws Exception {
        assertThat(Retention.due(retention.plan())).containsExactly(MARCH, APRIL);

        Retention.Dropped dropped = retention.apply(MARCH, directory, "ann");

        assertThat(dropped.events()).isEqualTo(OF_A_MONTH);
        assertThat(Archive.verify(dropped.archive()).events()).isEqualTo(OF_A_MONTH);
        assertThat(Retention.due(retention.plan())).containsExactly(APRIL);
        assertThat(retention.status().missing()).isZero();
        assertThat(retention.status().dropped()).isOne();
        awaitEvents(2 * OF_A_MONTH + 1);
        seal();
        assertThat(verification().valid()).as(verification().toString()).isTrue();
    }

    @Test
    void rollUpsThatCountWhatWasDroppedAreRightAndThoseThatCountMoreOrLessAreNot() throws Exception {
        retention.apply(MARCH, directory, "ann");
        awaitEvents(2 * OF_A_MONTH + 1);
        seal();
        assertThat(verification().rollUps()).isEmpty();
        rollUps("count + 1");
        assertThat(verification().rollUps()).anyMatch(line -> line.contains("more are held than were counted"));
        rollUps("0");
        assertThat(verification().rollUps()).anyMatch(line -> line.contains(": 0 held, "));
    }

    @Test
    void aMonthThatGoesAfterItWasReadMakesNothingOfItInvalid() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("min(idx) FROM audit.tile", MARCH);
        assertThat(verification().valid()).isTrue();
        gone.join();
    }

    @Test
    void aMonthThatIsBeingReadGoesWhenItWasRead() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("hashes FROM audit.tile WHERE stream", MARCH);
        assertThat(verification().valid()).isTrue();
        gone.join();
        assertThat(verification().valid()).isTrue();
    }

    @Test
    void aRangeOfAMonthThatIsBeingReadIsRight() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("hashes FROM audit.tile WHERE stream", MARCH);
        assertThat(verifier().verify(STREAM, 0, OF_A_MONTH).valid()).isTrue();
        gone.join();
        assertThat(verifier().verify(STREAM, 0, OF_A_MONTH).valid()).isTrue();
    }

    @Test
    void whereAMonthWentSoThatRollUpsCanNoLongerBeComparedNothingIsSaidAboutThem() throws Exception {
        retention.apply(MARCH, directory, "ann");
        CompletableFuture<Void> gone = whileVerifying("min(idx) FROM audit.tile", APRIL);
        assertThatThrownBy(this::verification)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("verify it again");
        gone.join();
        assertThat(verification().valid()).isTrue();
    }

    private CompletableFuture<Void> whileVerifying(String statement, YearMonth month) {
        return Meanwhile.before(store.as(Role.READER), statement, () -> retention.apply(month, directory, "ann"));
    }

    private void rollUps(String count) {
        store.as(Role.SEALER).useHandle(handle -> handle.execute("UPDATE audit.rollup SET count = " + count));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void oneThatIsKilledAfterAnyStepIsTakenUpAgainWithNothingLostAndNothingTwice(Step last) throws Exception {
        Retention killed = new Retention(store.as(Role.RETENTION), clock, step -> {
            if (step == last) throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> killed.apply(MARCH, directory, "ann")).hasMessage("killed");
        boolean gone = last == Step.COMMITTED;
        assertThat(Retention.due(retention.plan()).contains(MARCH)).isEqualTo(!gone);
        assertThat(retention.status().missing()).isZero();
        assertThat(verification().valid()).isTrue();

        for (YearMonth month : Retention.due(retention.plan())) retention.apply(month, directory, "ann");
        assertThat(retention.status().dropped()).isEqualTo(2);
        assertThat(Archive.verify(directory.resolve("audit-2018-03.jsonl")).events())
                .isEqualTo(OF_A_MONTH);
        awaitEvents(OF_A_MONTH + 2);
        seal();
        assertThat(verification().valid()).isTrue();
        assertThat(tombstones()).isEqualTo(2);
    }

    @Test
    void whatTheLawWantsKeptTheDatabaseKeepsWhateverThePolicySays() {
        store.as(Role.RETENTION)
                .useHandle(handle -> handle.execute("INSERT INTO audit.retention_policy VALUES"
                        + " (7, 'event', 'Payment Processing', 0, NULL, 'none', now(), 'mallory')"));
        YearMonth recent = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        assertThatThrownBy(() -> drop(Role.RETENTION, recent, 7)).hasMessageContaining("has to be kept for 84 months");
        assertThatThrownBy(() -> drop(Role.RETENTION, MARCH, 8)).hasMessageContaining("there is no policy 8");
    }

    @Test
    void noOtherRoleCanLetGoOfAMonthOrForgeATombstone() throws Exception {
        retention.plan();
        for (Role role : List.of(Role.WRITER, Role.READER, Role.SEALER))
            assertThatThrownBy(() -> drop(role, MARCH, 1)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> store.as(Role.RETENTION)
                        .useHandle(handle -> handle.execute("INSERT INTO audit.tombstone VALUES"
                                + " (1, '2018-03-01', 0, 1, '', '', '', 1, now(), 'x')")))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        store.as(Role.RETENTION).useHandle(handle -> handle.execute("DROP TABLE audit.event_2018_03")))
                .hasMessageContaining("must be owner");
    }

    @Test
    void aLegalHoldKeepsItsMonthUntilItIsLifted() throws Exception {
        store.as(Role.RETENTION)
                .useHandle(handle -> handle.execute("INSERT INTO audit.legal_hold"
                        + " (reference_type, reference_name, reason, placed, placed_by)"
                        + " VALUES ('Payment Entry', 'PE-7', 'case 7', now(), 'ann')"));
        assertThat(fate(MARCH)).isEqualTo(Fate.HELD);
        assertThat(fate(APRIL)).isEqualTo(Fate.DUE);
        assertThatThrownBy(() -> retention.apply(MARCH, directory, "ann"))
                .hasMessageContaining("is held: legal hold 1");
        store.as(Role.RETENTION)
                .useHandle(handle -> handle.execute("UPDATE audit.legal_hold SET lifted = now(), lifted_by = 'ann'"));
        assertThat(fate(MARCH)).isEqualTo(Fate.DUE);
    }

    @Test
    void aMandateThatHasNotEndedKeepsTheMonthOfItsCreation() throws Exception {
        assertThat(held("mandate_Active")).contains("a mandate that is in use");
        assertThat(held("mandate_Cancelled")).isEmpty();
    }

    private Optional<String> held(String action) {
        now = now.plus(Duration.ofDays(400));
        Event event = new Event(
                STREAM,
                "app",
                action,
                "Mandate Creation",
                action,
                "Compliant",
                new Reference("SEPA Mandate", "SM-1"),
                null,
                null,
                now,
                "{}",
                null);
        assertThat(writer.append(List.of(event)).join()).hasOnlyElementsOfType(Appended.Stored.class);
        return retention.held(YearMonth.from(now.atZone(ZoneOffset.UTC)));
    }

    @Test
    void aMonthThatIsNotSealedToTheEndOfItsTileStays() throws Exception {
        YearMonth recent = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        assertThatThrownBy(() -> retention.apply(recent, directory, "ann"))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("is not sealed to the end of the tile");
    }

    @Test
    void anArchiveInWhichAnythingWasChangedIsNotBelieved() throws Exception {
        Path file = retention.apply(MARCH, directory, "ann").archive();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            Files.write(file, without);
            assertThatThrownBy(() -> Archive.verify(file))
                    .as("without line %d", i)
                    .isInstanceOf(ArchiveException.class);
        }
        for (int i = 2; i < lines.size(); i += 7) {
            StringBuilder changed = new StringBuilder(lines.get(i));
            int at = changed.length() * 3 / 4;
            changed.setCharAt(at, changed.charAt(at) == 'A' ? 'B' : 'A');
            List<String> others = new ArrayList<>(lines);
            others.set(i, changed.toString());
            Files.write(file, others);
            assertThatThrownBy(() -> Archive.verify(file)).as("line %d", i).isInstanceOf(ArchiveException.class);
        }
        Files.writeString(file, String.join("\n", lines).substring(0, 5000));
        assertThatThrownBy(() -> Archive.verify(file)).isInstanceOf(ArchiveException.class);
    }

    @Test
    void anIllegalPolicyIsRefusedAndTheOneInForceStays() throws Exception {
        PolicyTable policies = new PolicyTable(store.as(Role.RETENTION), clock);
        assertThatThrownBy(() -> policies.adopt(List.of(new Period("Mandate Creation", 14, null)), "ann"))
                .isInstanceOf(IllegalPolicyException.class)
                .hasMessageContaining("wants 36");
        assertThat(policies.current().version()).isOne();
        assertThat(policies.adopt(List.of(new Period("Alert", 12, 24)), "ann")).isEqualTo(2);
        assertThat(policies.current().version()).isEqualTo(2);
    }

    @Test
    void theDatabaseKnowsTheSameMinimumsAsTheProgram() {
        for (String process : Processes.known()) {
            int months = store.as(Role.READER)
                    .withHandle(handle -> handle.createQuery("SELECT audit.legal_minimum(:process)")
                            .bind("process", process)
                            .mapTo(Integer.class)
                            .one());
            assertThat(months).as(process).isEqualTo(LegalMinimum.of(process));
        }
    }

    private Fate fate(YearMonth month) throws IllegalPolicyException {
        return retention.plan().months().stream()
                .filter(entry -> entry.month().equals(month))
                .findFirst()
                .orElseThrow()
                .fate();
    }

    private void drop(Role role, YearMonth month, int policy) {
        store.as(role)
                .useHandle(handle -> handle.createQuery(
                                "SELECT audit.retention_drop(:month, :policy, 'f', '', 300, 'mallory')")
                        .bind("month", month.atDay(1))
                        .bind("policy", policy)
                        .mapTo(String.class)
                        .findOne());
    }

    private int tombstones() {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.tombstone")
                        .mapTo(Integer.class)
                        .one());
    }

    private void append(String process, int from, int to) {
        List<Event> events = IntStream.range(from, to)
                .mapToObj(number -> new Event(
                        STREAM,
                        "app",
                        "E" + number,
                        process,
                        "payment_submitted",
                        "Compliant",
                        new Reference("Payment Entry", "PE-" + number),
                        null,
                        null,
                        now,
                        "{}",
                        null))
                .toList();
        assertThat(writer.append(events).join()).hasOnlyElementsOfType(Appended.Stored.class);
    }

    private void awaitEvents(int count) {
        Awaitility.await().untilAsserted(() -> {
            int events = store.as(Role.READER)
                    .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.event")
                            .mapTo(Integer.class)
                            .one());
            assertThat(events).isEqualTo(count);
        });
    }

    private void seal() {
        Sealing sealing = Sealing.start(store.as(Role.SEALER), key, clock);
        Awaitility.await().until(() -> sealing.states().stream().allMatch(state -> state.size() == state.head()));
        sealing.close();
    }

    private Verification verification() {
        return verifier().verify(STREAM);
    }

    private Verifier verifier() {
        return new Verifier(store.as(Role.READER), key.verifier(), Witness.none(), 2);
    }
}

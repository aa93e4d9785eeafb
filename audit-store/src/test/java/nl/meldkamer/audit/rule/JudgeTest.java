package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Form;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.rule.StoredFinding.State;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.PersonalCipher;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules over events that the real forms made, in a real database. */
class JudgeTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Instant NEVER = Instant.parse("2030-01-01T00:00:00Z");
    private static final Producer PRODUCER =
            new Producer("app", "club/app", "app", new Credential.BearerToken("a token of some length"), ZONE, 1000);
    private static final Form FRAPPE = new FrappeForm(Declarations.builtIn("verenigingen"));
    private static final Form ZABBIX = new ZabbixForm();
    private static final PersonalCipher OPAQUE =
            (transaction, event) -> new PersonalCipher.Encrypted(Bytes.of(new byte[4]), Bytes.of(new byte[4]));

    private final ComplianceFigures figures = new ComplianceFigures(() -> Instant.EPOCH);
    private Instant now = Instant.parse("2026-03-20T12:00:00Z");
    private AuditStore store;
    private Writer writer;
    private Judge judge;

    @BeforeEach
    void open() throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), OPAQUE, () -> now);
        judge = newJudge();
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    private Judge newJudge() {
        return new Judge(store, new SeedRules(Limits.standard(ZONE)).all(), figures, () -> now);
    }

    @Test
    void aCollectionAfterTheMandateWasCancelledIsFoundInTheRowsOfTheApp() {
        mandate("2026-01-02 09:00:00", "Active", "");
        line("2026-02-10 09:00:00", "L-1", 1, "Successful", "2026-02-10");
        mandate("2026-03-01 09:00:00", "Cancelled", "2026-03-01");
        line("2026-03-10 09:00:00", "L-2", 2, "Pending", "2026-03-10");
        line("2026-03-11 09:00:00", "L-2", 2, "Processed", "2026-03-10");
        line("2026-03-12 09:00:00", "L-2", 2, "Successful", "2026-03-10");
        judge.look();

        StoredFinding finding = only();
        assertThat(finding.rule()).isEqualTo("collection-after-end");
        assertThat(finding.subject()).isEqualTo("MID-1");
        assertThat(finding.evidence()).containsExactly(2L, 4L);
        assertThat(finding.basis()).contains("EPC016-06");
    }

    @Test
    void aCollectionOfAMandateThatNobodyKnowsIsFoundAndOneOfAKnownMandateIsNot() {
        mandate("2026-01-02 09:00:00", "Suspended", "");
        line("2026-03-10 09:00:00", "L-1", 1, "Successful", "2026-03-10");
        json(FRAPPE, """
            {"doctype": "Direct Debit Batch Invoice", "name": "L-9", "modified": "2026-03-10 09:00:00", "parent": "B-1",
             "idx": 9, "mandate_reference": "MID-9", "amount": 12.5, "status": "Successful"}\
            """);
        judge.look();
        assertThat(only().subject()).isEqualTo("MID-9");
    }

    @Test
    void aBatchThatWasSubmittedInTimeIsNotLateWhenItIsSavedAgain() {
        batch("2026-03-09 09:00:00", "B-1", "Submitted");
        batch("2026-03-14 09:00:00", "B-1", "Submitted");
        batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judge.look();
        assertThat(only().subject()).isEqualTo("Direct Debit Batch/B-2");
        assertThat(only().rule()).isEqualTo("submission-late");
    }

    @Test
    void whoClaimsAnExpenseMayNotApproveIt() {
        expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        expense("2026-03-10 09:00:00", "Approved", "bob", "ann");
        judge.look();
        assertThat(only().rule()).isEqualTo("same-person-approves");
    }

    @Test
    void anExpulsionWithoutASecondApprovalIsFound() {
        termination("2026-03-18 09:00:00", "T-1", "Approved", "");
        termination("2026-03-19 09:00:00", "T-1", "Executed", "");
        termination("2026-03-18 09:00:00", "T-2", "Approved", "carl");
        termination("2026-03-19 09:00:00", "T-2", "Executed", "carl");
        judge.look();
        assertThat(only().rule()).isEqualTo("termination-undocumented");
        assertThat(only().subject()).isEqualTo("Membership Termination Request/T-1");
    }

    @Test
    void whatWaitsTooLongIsOpenUntilItIsAnswered() {
        expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        judge.look();
        assertThat(only().rule()).isEqualTo("approval-late");
        judge.look();
        assertThat(findings(true)).hasSize(1);

        expense("2026-03-20 13:00:00", "Approved", "bob", "bob");
        judge.look();
        assertThat(findings(true)).isEmpty();
        assertThat(only().state()).isEqualTo(State.CLOSED);
        assertThat(only().reason()).isEqualTo("ended by event 1");
    }

    @Test
    void anAlertThatNobodyAcknowledgesIsFoundAndTheAcknowledgementEndsIt() {
        json(ZABBIX, """
            {"zabbix_url": "https://z", "event_id": "7", "event_value": "1", "update_status": "0",
             "event_date": "2026.03.20", "event_time": "12:00:00"}\
            """);
        judge.look();
        assertThat(only().rule()).isEqualTo("alert-unacknowledged");
        json(ZABBIX, """
            {"zabbix_url": "https://z", "event_id": "7", "event_value": "1", "update_status": "1",
             "event_date": "2026.03.20", "event_time": "12:00:00", "update_date": "2026.03.20",
             "update_time": "12:40:00", "user": "ann", "update_action": "acknowledged"}\
            """);
        judge.look();
        assertThat(only().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void afterARestartTheSameIsFoundOnceAndWhatAPersonSettledStaysSettled() {
        batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judge.look();
        StoredFinding found = only();
        settle(found.id(), State.WAIVED);
        judge = newJudge();
        assertThat(judge.look()).isZero();
        assertThat(only().state()).isEqualTo(State.WAIVED);
        assertThat(only().settledBy()).isEqualTo("ann");
        assertThat(only().id()).isEqualTo(found.id());
    }

    @Test
    void openFindingsAreCountedForEachRuleAlsoForThoseThatNothingBreaks() {
        batch("2026-03-10 09:00:00", "B-1", "Submitted");
        batch("2026-03-10 09:00:00", "B-2", "Submitted");
        expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        judge.look();
        List<Rule> rules = new SeedRules(Limits.standard(ZONE)).all();
        assertThat(open(rules))
                .hasSameSizeAs(rules)
                .extracting(OpenFindings::rule)
                .isSorted();
        assertThat(open(rules))
                .filteredOn(found -> found.count() > 0)
                .extracting(OpenFindings::rule, OpenFindings::count)
                .containsExactly(tuple("approval-late", 1L), tuple("submission-late", 2L));
        assertThat(open(rules))
                .filteredOn(found -> found.count() == 0)
                .extracting(OpenFindings::oldest)
                .containsOnly(NEVER);

        settle(findings(true).get(0).id(), State.WAIVED);
        assertThat(open(List.of()).stream().mapToLong(OpenFindings::count).sum())
                .isEqualTo(2);
        assertThat(open(List.of())).allSatisfy(found -> {
            assertThat(found.title()).isNotEmpty();
            assertThat(found.severity()).isIn("low", "medium", "high", "critical");
            assertThat(found.oldest()).isNotEqualTo(NEVER);
        });
    }

    private List<OpenFindings> open(List<Rule> rules) {
        return store.as(Role.READER)
                .inTransaction(transaction -> new FindingTable(transaction).openByRule(rules, NEVER));
    }

    @Test
    void aFindingIsSettledOnceAndItsGroundsCannotBeChanged() {
        batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judge.look();
        long id = only().id();
        settle(id, State.CLOSED);
        Optional<StoredFinding> again = store.as(Role.WRITER)
                .inTransaction(handle -> new FindingTable(handle).settle(id, State.WAIVED, "bob", "no", now));
        assertThat(again).isEmpty();
        assertThatThrownBy(() -> store.as(Role.WRITER)
                        .useHandle(handle -> handle.execute("UPDATE audit.finding SET basis = 'none'")))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> store.as(Role.WRITER).useHandle(handle -> handle.execute("DELETE FROM audit.finding")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatIsInTheOutboxIsRecordedIfAndOnlyIfTheTransactionIsCommitted() {
        Event event = read(FRAPPE, batchJson("2026-03-09 09:00:00", "B-1", "Draft"));
        Event plain = new Event(
                event.stream(),
                event.source(),
                "outbox",
                "System",
                "a",
                "Compliant",
                null,
                null,
                null,
                now,
                "{}",
                null);
        assertThatThrownBy(() -> store.as(Role.WRITER).useTransaction(transaction -> {
                    Outbox.add(transaction, plain);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        store.as(Role.RETENTION).useTransaction(transaction -> Outbox.add(transaction, plain));
        writer.close();
        int recorded = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.event WHERE action = 'a'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(recorded).isOne();
    }

    private void settle(long id, State state) {
        Optional<StoredFinding> settled = store.as(Role.WRITER)
                .inTransaction(handle -> new FindingTable(handle).settle(id, state, "ann", "agreed", now));
        assertThat(settled).isPresent();
    }

    private StoredFinding only() {
        assertThat(findings(false)).hasSize(1);
        return findings(false).get(0);
    }

    private List<StoredFinding> findings(boolean open) {
        return store.as(Role.READER).withHandle(handle -> new FindingTable(handle).list(open));
    }

    private void mandate(String modified, String status, String cancelled) {
        json(FRAPPE, """
            {"doctype": "SEPA Mandate", "name": "SM-1", "modified": "%s", "mandate_id": "MID-1", "status": "%s",
             "member": "M-1", "sign_date": "2026-01-01", "cancelled_date": "%s"}\
            """.formatted(modified, status, cancelled));
    }

    private void line(String modified, String name, int index, String status, String due) {
        json(FRAPPE, """
            {"doctype": "Direct Debit Batch Invoice", "name": "%s", "modified": "%s", "parent": "B-1", "idx": %d,
             "mandate_reference": "MID-1", "amount": 12.5, "status": "%s", "due_date": "%s"}\
            """.formatted(name, modified, index, status, due));
    }

    private void batch(String modified, String name, String status) {
        json(FRAPPE, batchJson(modified, name, status));
    }

    private static String batchJson(String modified, String name, String status) {
        return """
            {"doctype": "Direct Debit Batch", "name": "%s", "modified": "%s", "status": "%s",
             "batch_date": "2026-03-10"}\
            """.formatted(name, modified, status);
    }

    private void expense(String modified, String status, String by, String approver) {
        json(FRAPPE, """
            {"doctype": "Volunteer Expense", "name": "VE-1", "modified": "%s", "status": "%s", "modified_by": "%s",
             "approved_by": "%s"}\
            """.formatted(modified, status, by, approver));
    }

    private void termination(String modified, String name, String status, String second) {
        json(FRAPPE, """
            {"doctype": "Membership Termination Request", "name": "%s", "modified": "%s", "status": "%s",
             "termination_type": "Expulsion", "secondary_approver": "%s", "requested_by": "ann",
             "approved_by": "bob"}\
            """.formatted(name, modified, status, second));
    }

    private void json(Form form, String json) {
        assertThat(writer.append(List.of(read(form, json))).join())
                .allMatch(outcome -> outcome.toString().startsWith("Stored"));
    }

    private static Event read(Form form, String json) {
        try {
            return form.read(PRODUCER, new ObjectMapper().readTree(json));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

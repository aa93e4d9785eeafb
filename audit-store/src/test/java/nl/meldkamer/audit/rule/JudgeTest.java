package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.JudgedStore.FRAPPE;
import static nl.meldkamer.audit.rule.JudgedStore.ZABBIX;
import static org.assertj.core.api.Assertions.assertThat;

import nl.meldkamer.audit.rule.StoredFinding.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the rules find in events that the real forms made. */
class JudgeTest {

    @RegisterExtension
    final JudgedStore judged = new JudgedStore();

    @Test
    void aCollectionAfterTheMandateWasCancelledIsFoundInTheRowsOfTheApp() {
        judged.mandate("2026-01-02 09:00:00", "Active", "");
        judged.line("2026-02-10 09:00:00", "L-1", 1, "Successful", "2026-02-10");
        judged.mandate("2026-03-01 09:00:00", "Cancelled", "2026-03-01");
        judged.line("2026-03-10 09:00:00", "L-2", 2, "Pending", "2026-03-10");
        judged.line("2026-03-11 09:00:00", "L-2", 2, "Processed", "2026-03-10");
        judged.line("2026-03-12 09:00:00", "L-2", 2, "Successful", "2026-03-10");
        judged.look();

        StoredFinding finding = judged.only();
        assertThat(finding.rule()).isEqualTo("collection-after-end");
        assertThat(finding.subject()).isEqualTo("MID-1");
        assertThat(finding.evidence()).containsExactly(2L, 4L);
        assertThat(finding.basis()).contains("EPC016-06");
    }

    @Test
    void aCollectionOfAMandateThatNobodyKnowsIsFoundAndOneOfAKnownMandateIsNot() {
        judged.mandate("2026-01-02 09:00:00", "Suspended", "");
        judged.line("2026-03-10 09:00:00", "L-1", 1, "Successful", "2026-03-10");
        judged.json(FRAPPE, """
            {"doctype": "Direct Debit Batch Invoice", "name": "L-9", "modified": "2026-03-10 09:00:00", "parent": "B-1",
             "idx": 9, "mandate_reference": "MID-9", "amount": 12.5, "status": "Successful"}\
            """);
        judged.look();
        assertThat(judged.only().subject()).isEqualTo("MID-9");
    }

    @Test
    void aBatchThatWasSubmittedInTimeIsNotLateWhenItIsSavedAgain() {
        judged.batch("2026-03-09 09:00:00", "B-1", "Submitted");
        judged.batch("2026-03-14 09:00:00", "B-1", "Submitted");
        judged.batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judged.look();
        assertThat(judged.only().subject()).isEqualTo("Direct Debit Batch/B-2");
        assertThat(judged.only().rule()).isEqualTo("submission-late");
    }

    @Test
    void whoClaimsAnExpenseMayNotApproveIt() {
        judged.expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        judged.expense("2026-03-10 09:00:00", "Approved", "bob", "ann");
        judged.look();
        assertThat(judged.only().rule()).isEqualTo("same-person-approves");
    }

    @Test
    void anExpulsionWithoutASecondApprovalIsFound() {
        judged.termination("2026-03-18 09:00:00", "T-1", "Approved", "");
        judged.termination("2026-03-19 09:00:00", "T-1", "Executed", "");
        judged.termination("2026-03-18 09:00:00", "T-2", "Approved", "carl");
        judged.termination("2026-03-19 09:00:00", "T-2", "Executed", "carl");
        judged.look();
        assertThat(judged.only().rule()).isEqualTo("termination-undocumented");
        assertThat(judged.only().subject()).isEqualTo("Membership Termination Request/T-1");
    }

    @Test
    void whatWaitsTooLongIsOpenUntilItIsAnswered() {
        judged.expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        judged.look();
        assertThat(judged.only().rule()).isEqualTo("approval-late");
        judged.look();
        assertThat(judged.findings(true)).hasSize(1);

        judged.expense("2026-03-20 13:00:00", "Approved", "bob", "bob");
        judged.look();
        assertThat(judged.findings(true)).isEmpty();
        assertThat(judged.only().state()).isEqualTo(State.CLOSED);
        assertThat(judged.only().reason()).isEqualTo("ended by event 1");
    }

    @Test
    void anAlertThatNobodyAcknowledgesIsFoundAndTheAcknowledgementEndsIt() {
        judged.json(ZABBIX, """
            {"zabbix_url": "https://z", "event_id": "7", "event_value": "1", "update_status": "0",
             "event_date": "2026.03.20", "event_time": "12:00:00"}\
            """);
        judged.look();
        assertThat(judged.only().rule()).isEqualTo("alert-unacknowledged");
        judged.json(ZABBIX, """
            {"zabbix_url": "https://z", "event_id": "7", "event_value": "1", "update_status": "1",
             "event_date": "2026.03.20", "event_time": "12:00:00", "update_date": "2026.03.20",
             "update_time": "12:40:00", "user": "ann", "update_action": "acknowledged"}\
            """);
        judged.look();
        assertThat(judged.only().state()).isEqualTo(State.CLOSED);
    }
}

package nl.meldkamer.audit.tail;

import static nl.meldkamer.audit.tail.Tailing.NOON;
import static nl.meldkamer.audit.tail.Tailing.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.Test;

/** What a tail makes of rows, on any database. */
interface TailedRowsContract {

    Tailing tailing();

    @Test
    default void aTableThatIsNotThereIsToldOfAndTheOthersGoOn() {
        tailing().expense("VE-1", NOON, "Approved");

        List<TableReport> reports = tailing().poll();

        assertThat(report(reports, "Deleted Document").trouble()).isEqualTo("there is no such table");
        assertThat(report(reports, "Volunteer Expense").stored()).isEqualTo(1);
        assertThat(reports).filteredOn(each -> !each.trouble().isEmpty()).hasSize(1);
    }

    @Test
    default void anExpenseBecomesAnEvent() {
        tailing().expense("VE-1", NOON, "Rejected");
        tailing().poll();

        Event event = tailing().onlyEvent();
        assertThat(event.id()).startsWith("Volunteer Expense/VE-1/2026-03-01T12:00:00.123456/");
        assertThat(event.process()).isEqualTo("Volunteer Expense");
        assertThat(event.action()).isEqualTo("expense_Rejected");
        assertThat(event.status()).isEqualTo("Exception");
        assertThat(event.actor()).isEqualTo("user@example.org");
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-03-01T11:00:00.123456Z"));
        assertThat(event.details()).contains("\"amount\":\"12.5\"", "\"docstatus\":0");
        assertThat(event.personal()).isNull();
    }

    @Test
    default void anEntryOfTheAppsOwnAuditIsOfTheMemberWhoseMandateItIs() {
        tailing().app().insert("SEPA Mandate", "SM-1", NOON, "member", "M-1");
        tailing()
                .app()
                .insert(
                        "SEPA Audit Log",
                        "E-1",
                        NOON,
                        "process_type",
                        "Mandate Creation",
                        "action",
                        "mandate_created",
                        "compliance_status",
                        "Compliant",
                        "timestamp",
                        NOON.minusSeconds(2),
                        "reference_doctype",
                        "SEPA Mandate",
                        "reference_name",
                        "SM-1",
                        "user",
                        "a@b",
                        "details",
                        "{\"member\": \"Jan\"}");
        tailing().poll();

        Event event = tailing().store.events.values().stream()
                .filter(each -> each.action().equals("mandate_created"))
                .findFirst()
                .orElseThrow();
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-03-01T10:59:58.123456Z"));
        assertThat(event.actor()).isEqualTo("a@b");
        assertThat(event.details()).doesNotContain("Jan");
        assertThat(event.personal().person()).isEqualTo("M-1");
        assertThat(event.personal().legal()).containsEntry("details", "{\"member\": \"Jan\"}");
    }

    @Test
    default void aVersionTellsWhatChangedAndKeepsWhatIsPersonalApart() {
        String data =
                "{\"changed\": [[\"status\", \"Active\", \"Terminated\"], [\"email\", \"jan@a.nl\", \"jan@b.nl\"]],"
                        + " \"added\": [[\"notes\", {\"text\": \"Jan\"}]]}";
        tailing().app().insert("Version", "V-1", NOON, "ref_doctype", "Member", "docname", "M-1", "data", data);
        tailing().app().insert("Version", "V-2", NOON, "ref_doctype", "Note", "docname", "N-1", "data", data);
        tailing().poll();

        Event event = tailing().onlyEvent();
        assertThat(event.process()).isEqualTo("Member Lifecycle");
        assertThat(event.details())
                .isEqualTo("{\"changed\":[\"status\",\"email\"],\"values\":{\"status\":[\"Active\",\"Terminated\"]},"
                        + "\"added\":1}");
        assertThat(event.personal().person()).isEqualTo("M-1");
    }

    @Test
    default void theLinesOfABatchAreReadByTheirBatch() {
        tailing().app().insert("Direct Debit Batch", "B-1", NOON, "status", "Submitted");
        for (int i = 1; i <= 3; i++)
            tailing()
                    .app()
                    .insert(
                            "Direct Debit Batch Invoice",
                            "L-" + i,
                            NOON,
                            "parent",
                            "B-1",
                            "member",
                            "M-" + i,
                            "iban",
                            "NL91ABNA0417164300",
                            "status",
                            i == 3 ? "Failed" : "Successful",
                            "idx",
                            i);
        tailing().poll();

        assertThat(tailing().store.events.values())
                .extracting(Event::action)
                .containsExactlyInAnyOrder(
                        "batch_Submitted", "collection_Successful", "collection_Successful", "collection_Failed");
        assertThat(tailing().store.events.values())
                .allSatisfy(event -> assertThat(event.details()).doesNotContain("ABNA"));
    }

    @Test
    default void aColumnThatThisVersionHasNotIsLeftOutAndToldOf() {
        tailing().app().execute("site", "ALTER TABLE \"tabVolunteer Expense\" DROP COLUMN team");
        try {
            tailing().expense("VE-1", NOON, "Approved");
            TableReport report = report(tailing().poll(), "Volunteer Expense");
            assertThat(report.missing()).containsExactly("team");
            assertThat(report.stored()).isEqualTo(1);
        } finally {
            tailing().app().execute("site", "ALTER TABLE \"tabVolunteer Expense\" ADD COLUMN team varchar(140)");
        }
    }
}

package nl.meldkamer.audit.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tail keeps to on any database. */
abstract class TailContract {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0, 0, 123_456_000);
    private static final Documents DOCUMENTS = new Documents("club/app", "app", ZoneId.of("Europe/Amsterdam"));

    private final FakeLog store = new FakeLog();
    private Instant now = Instant.parse("2026-03-01T11:00:00Z");
    private Tail tail;

    abstract AppDatabase app();

    @BeforeEach
    void start() {
        for (String table : AppDatabase.TABLES) app().execute("site", "DELETE FROM \"tab" + table + "\"");
        tail = newTail();
    }

    @AfterEach
    void stop() {
        tail.close();
    }

    private Tail newTail() {
        return new Tail(
                app()::connect,
                Declarations.builtIn("verenigingen"),
                DOCUMENTS,
                Overlap.DEFAULT,
                store,
                store,
                store,
                () -> now);
    }

    @Test
    void aTableThatIsNotThereIsToldOfAndTheOthersGoOn() {
        expense("VE-1", NOON, "Approved");

        List<TableReport> reports = tail.poll();

        assertThat(report(reports, "Deleted Document").trouble()).isEqualTo("there is no such table");
        assertThat(report(reports, "Volunteer Expense").stored()).isEqualTo(1);
        assertThat(reports).filteredOn(each -> !each.trouble().isEmpty()).hasSize(1);
    }

    @Test
    void anExpenseBecomesAnEvent() {
        expense("VE-1", NOON, "Rejected");
        tail.poll();

        Event event = onlyEvent();
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
    void anEntryOfTheAppsOwnAuditIsOfTheMemberWhoseMandateItIs() {
        app().insert("SEPA Mandate", "SM-1", NOON, "member", "M-1");
        app().insert(
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
        tail.poll();

        Event event = store.events.values().stream()
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
    void aVersionTellsWhatChangedAndKeepsWhatIsPersonalApart() {
        String data =
                "{\"changed\": [[\"status\", \"Active\", \"Terminated\"], [\"email\", \"jan@a.nl\", \"jan@b.nl\"]],"
                        + " \"added\": [[\"notes\", {\"text\": \"Jan\"}]]}";
        app().insert("Version", "V-1", NOON, "ref_doctype", "Member", "docname", "M-1", "data", data);
        app().insert("Version", "V-2", NOON, "ref_doctype", "Note", "docname", "N-1", "data", data);
        tail.poll();

        Event event = onlyEvent();
        assertThat(event.process()).isEqualTo("Member Lifecycle");
        assertThat(event.details())
                .isEqualTo("{\"changed\":[\"status\",\"email\"],\"values\":{\"status\":[\"Active\",\"Terminated\"]},"
                        + "\"added\":1}");
        assertThat(event.personal().person()).isEqualTo("M-1");
    }

    @Test
    void theLinesOfABatchAreReadByTheirBatch() {
        app().insert("Direct Debit Batch", "B-1", NOON, "status", "Submitted");
        for (int i = 1; i <= 3; i++)
            app().insert(
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
        tail.poll();

        assertThat(store.events.values())
                .extracting(Event::action)
                .containsExactlyInAnyOrder(
                        "batch_Submitted", "collection_Successful", "collection_Successful", "collection_Failed");
        assertThat(store.events.values())
                .allSatisfy(event -> assertThat(event.details()).doesNotContain("ABNA"));
    }

    @Test
    void whatIsReadAgainIsNotOfferedAgain() {
        expense("VE-1", NOON, "Approved");
        tail.poll();
        now = now.plus(Duration.ofMinutes(10));
        tail.poll();

        assertThat(store.offered).isEqualTo(1);
    }

    @Test
    void aChangeIsAnotherEvent() {
        expense("VE-1", NOON, "Submitted");
        tail.poll();
        app().execute(
                        "site",
                        "UPDATE \"tabVolunteer Expense\" SET status = 'Approved', modified = '2026-03-01 12:30:00'");
        tail.poll();

        assertThat(store.events.values())
                .extracting(Event::action)
                .containsExactly("expense_Submitted", "expense_Approved");
    }

    @Test
    void aChangeThatTheAppHidIsSeenWhenTheRowIsReadAgain() {
        expense("VE-1", NOON, "Submitted");
        tail.poll();
        app().execute("site", "UPDATE \"tabVolunteer Expense\" SET status = 'Approved'");
        now = now.plus(Duration.ofMinutes(5));
        tail.poll();

        assertThat(store.events).hasSize(2);
    }

    @Test
    void aRowThatWasCommittedLateIsNotMissed() throws SQLException {
        try (Connection late = app().write()) {
            late.setAutoCommit(false);
            AppDatabase.insert(late, "Volunteer Expense", "VE-late", NOON, "status", "Approved", "amount", 1);
            expense("VE-2", NOON.plusMinutes(14), "Approved");
            tail.poll();
            late.commit();
        }
        now = now.plus(Duration.ofMinutes(5));
        tail.poll();

        assertThat(names()).contains("VE-late");
    }

    @Test
    void theHourThatComesTwiceIsNotMissed() {
        LocalDateTime beforeTheChange = LocalDateTime.of(2026, 10, 25, 2, 59, 59);
        expense("VE-1", beforeTheChange, "Approved");
        tail.poll();
        expense("VE-2", LocalDateTime.of(2026, 10, 25, 2, 0, 1), "Approved");
        now = now.plus(Duration.ofMinutes(5));
        tail.poll();

        assertThat(names()).contains("VE-2");
    }

    @Test
    void oneThatIsKilledAnywhereHasNothingTwiceAndNothingMissing() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        insertMany(1700);
        for (int round = 0; store.events.size() < 1700 && round < 200; round++) {
            store.room = store.events.size() + random.nextInt(300);
            tail.poll();
            tail.close();
            tail = newTail();
        }
        assertThat(names()).as("seed %d", seed).hasSize(1700).doesNotHaveDuplicates();
    }

    @Test
    void aCursorIsNeverAheadOfTheStore() {
        expense("VE-1", NOON, "Approved");
        store.room = 0;

        assertThat(report(tail.poll(), "Volunteer Expense").trouble()).isEqualTo("the store is full");
        assertThat(store.cursors).isEmpty();
    }

    @Test
    void manyRowsOfOneMomentAreAllRead() throws SQLException {
        try (Connection connection = app().write()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 1200; i++)
                AppDatabase.insert(connection, "Volunteer Expense", "VE-" + i, NOON, "status", "Draft", "amount", i);
            connection.commit();
        }
        tail.poll();

        assertThat(store.events).hasSize(1200);
    }

    @Test
    void aColumnThatThisVersionHasNotIsLeftOutAndToldOf() {
        app().execute("site", "ALTER TABLE \"tabVolunteer Expense\" DROP COLUMN team");
        try {
            expense("VE-1", NOON, "Approved");
            TableReport report = report(tail.poll(), "Volunteer Expense");
            assertThat(report.missing()).containsExactly("team");
            assertThat(report.stored()).isEqualTo(1);
        } finally {
            app().execute("site", "ALTER TABLE \"tabVolunteer Expense\" ADD COLUMN team varchar(140)");
        }
    }

    @Test
    void whatTheStoreKeepsApartDoesNotCountAsStoredAndIsOfferedOnce() {
        expense("VE-1", NOON, "Approved");
        expense("VE-2", NOON.plusSeconds(1), "Approved");
        store.unfit.add("VE-1");

        TableReport report = report(tail.poll(), "Volunteer Expense");

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.stored()).isEqualTo(1);
        assertThat(report.quarantined()).isEqualTo(1);
        now = now.plus(Overlap.DEFAULT.every());
        assertThat(report(tail.poll(), "Volunteer Expense").quarantined()).isZero();
        assertThat(store.reasons).containsExactly("unfit");
    }

    @Test
    void itGoesOnWhenTheDatabaseComesBack() {
        expense("VE-1", NOON, "Approved");
        tail.poll();
        app().stop();
        assertThat(tail.poll())
                .allSatisfy(report -> assertThat(report.trouble()).isNotEmpty());
        app().start();
        expense("VE-2", NOON.plusSeconds(1), "Approved");
        tail.poll();

        assertThat(names()).containsExactly("VE-1", "VE-2");
    }

    private void insertMany(int count) throws SQLException {
        try (Connection connection = app().write()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++)
                AppDatabase.insert(
                        connection,
                        "Volunteer Expense",
                        "VE-" + i,
                        NOON.plusSeconds(i / 3),
                        "status",
                        "Approved",
                        "amount",
                        i);
            connection.commit();
        }
    }

    private void expense(String name, LocalDateTime modified, String status) {
        app().insert("Volunteer Expense", name, modified, "status", status, "amount", 12.5, "volunteer", "V-1");
    }

    private Event onlyEvent() {
        assertThat(store.events).hasSize(1);
        return store.events.values().iterator().next();
    }

    private List<String> names() {
        return store.events.values().stream()
                .map(event -> event.reference().name())
                .toList();
    }

    private static TableReport report(List<TableReport> reports, String document) {
        return reports.stream()
                .filter(each -> each.document().equals(document))
                .findFirst()
                .orElseThrow();
    }
}

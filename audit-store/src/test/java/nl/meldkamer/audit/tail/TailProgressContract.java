package nl.meldkamer.audit.tail;

import static nl.meldkamer.audit.tail.Tailing.NOON;
import static nl.meldkamer.audit.tail.Tailing.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.Test;

/** That a tail misses nothing and has nothing twice, on any database. */
interface TailProgressContract {

    Tailing tailing();

    @Test
    default void whatIsReadAgainIsNotOfferedAgain() {
        tailing().expense("VE-1", NOON, "Approved");
        tailing().poll();
        tailing().goOn(Duration.ofMinutes(10));
        tailing().poll();

        assertThat(tailing().store.offered).isEqualTo(1);
    }

    @Test
    default void aChangeIsAnotherEvent() {
        tailing().expense("VE-1", NOON, "Submitted");
        tailing().poll();
        tailing()
                .app()
                .execute(
                        "site",
                        "UPDATE \"tabVolunteer Expense\" SET status = 'Approved', modified = '2026-03-01 12:30:00'");
        tailing().poll();

        assertThat(tailing().store.events.values())
                .extracting(Event::action)
                .containsExactly("expense_Submitted", "expense_Approved");
    }

    @Test
    default void aChangeThatTheAppHidIsSeenWhenTheRowIsReadAgain() {
        tailing().expense("VE-1", NOON, "Submitted");
        tailing().poll();
        tailing().app().execute("site", "UPDATE \"tabVolunteer Expense\" SET status = 'Approved'");
        tailing().goOn(Duration.ofMinutes(5));
        tailing().poll();

        assertThat(tailing().store.events).hasSize(2);
    }

    @Test
    default void aRowThatWasCommittedLateIsNotMissed() throws SQLException {
        try (Connection late = tailing().app().write()) {
            late.setAutoCommit(false);
            AppDatabase.insert(late, "Volunteer Expense", "VE-late", NOON, "status", "Approved", "amount", 1);
            tailing().expense("VE-2", NOON.plusMinutes(14), "Approved");
            tailing().poll();
            late.commit();
        }
        tailing().goOn(Duration.ofMinutes(5));
        tailing().poll();

        assertThat(tailing().names()).contains("VE-late");
    }

    @Test
    default void theHourThatComesTwiceIsNotMissed() {
        LocalDateTime beforeTheChange = LocalDateTime.of(2026, 10, 25, 2, 59, 59);
        tailing().expense("VE-1", beforeTheChange, "Approved");
        tailing().poll();
        tailing().expense("VE-2", LocalDateTime.of(2026, 10, 25, 2, 0, 1), "Approved");
        tailing().goOn(Duration.ofMinutes(5));
        tailing().poll();

        assertThat(tailing().names()).contains("VE-2");
    }

    @Test
    default void oneThatIsKilledAnywhereHasNothingTwiceAndNothingMissing() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        insertMany(1700);
        for (int round = 0; tailing().store.events.size() < 1700 && round < 200; round++) {
            tailing().store.room = tailing().store.events.size() + random.nextInt(300);
            tailing().poll();
            tailing().beginAgain();
        }
        assertThat(tailing().names()).as("seed %d", seed).hasSize(1700).doesNotHaveDuplicates();
    }

    @Test
    default void aCursorIsNeverAheadOfTheStore() {
        tailing().expense("VE-1", NOON, "Approved");
        tailing().store.room = 0;

        assertThat(report(tailing().poll(), "Volunteer Expense").trouble()).isEqualTo("the store is full");
        assertThat(tailing().store.cursors).isEmpty();
    }

    @Test
    default void manyRowsOfOneMomentAreAllRead() throws SQLException {
        try (Connection connection = tailing().app().write()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 1200; i++)
                AppDatabase.insert(connection, "Volunteer Expense", "VE-" + i, NOON, "status", "Draft", "amount", i);
            connection.commit();
        }
        tailing().poll();

        assertThat(tailing().store.events).hasSize(1200);
    }

    @Test
    default void whatTheStoreKeepsApartDoesNotCountAsStoredAndIsOfferedOnce() {
        tailing().expense("VE-1", NOON, "Approved");
        tailing().expense("VE-2", NOON.plusSeconds(1), "Approved");
        tailing().store.unfit.add("VE-1");

        TableReport report = report(tailing().poll(), "Volunteer Expense");

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.stored()).isEqualTo(1);
        assertThat(report.quarantined()).isEqualTo(1);
        tailing().goOn(Overlap.DEFAULT.every());
        assertThat(report(tailing().poll(), "Volunteer Expense").quarantined()).isZero();
        assertThat(tailing().store.reasons).containsExactly("unfit");
    }

    @Test
    default void itGoesOnWhenTheDatabaseComesBack() {
        tailing().expense("VE-1", NOON, "Approved");
        tailing().poll();
        tailing().app().stop();
        assertThat(tailing().poll())
                .allSatisfy(report -> assertThat(report.trouble()).isNotEmpty());
        tailing().app().start();
        tailing().expense("VE-2", NOON.plusSeconds(1), "Approved");
        tailing().poll();

        assertThat(tailing().names()).containsExactly("VE-1", "VE-2");
    }

    private void insertMany(int count) throws SQLException {
        try (Connection connection = tailing().app().write()) {
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
}

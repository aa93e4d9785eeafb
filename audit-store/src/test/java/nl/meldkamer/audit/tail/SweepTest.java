package nl.meldkamer.audit.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tail.Sweep.Missing;
import nl.meldkamer.audit.tail.Sweep.Result;
import nl.meldkamer.audit.tail.Sweep.Share;
import nl.meldkamer.audit.tail.Sweep.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The app's real tables against a real store. */
class SweepTest {

    @RegisterExtension
    static final AppDatabase.PostgreSql APP = new AppDatabase.PostgreSql();

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0, 0, 123_456_000);
    private static final LocalDate DAY = NOON.toLocalDate();
    private static final Documents DOCUMENTS = new Documents("club/app", "app", ZoneId.of("Europe/Amsterdam"));

    private static final Span DAYS = new Span(NOON.minusDays(1), NOON.plusDays(7));

    private AuditStore store;
    private Writer writer;

    @BeforeEach
    void open() throws Exception {
        for (String table : AppDatabase.TABLES) APP.execute("site", "DELETE FROM \"tab" + table + "\"");
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    @Test
    void whereNothingIsExpectedNothingIsSaidToBeComplete() throws Exception {
        Result result = sweep().look(Sweep.nowhere());
        assertThat(result.shares()).isEmpty();
        assertThat(result.missingInAll()).isZero();
    }

    @Test
    void whatTheTailMissedIsNamedAndFilledIn() throws Exception {
        expense("VE-1", NOON);
        assertThat(sweep().look(writer).filled()).isOne();
        expense("VE-2", NOON.plusHours(1));
        expense("VE-3", NOON.plusDays(1));

        Result result = sweep().look(Sweep.nowhere());
        assertThat(result.shares())
                .containsExactly(
                        new Share("Volunteer Expense", DAY, 2, 1),
                        new Share("Volunteer Expense", DAY.plusDays(1), 1, 0));
        assertThat(result.missing()).extracting(Missing::id).anyMatch(id -> id.startsWith("Volunteer Expense/VE-2/"));
        assertThat(result.missingInAll()).isEqualTo(2);
        assertThat(result.filled()).isZero();

        assertThat(sweep().look(writer).filled()).isEqualTo(2);
        assertThat(sweep().look(writer).missingInAll()).isZero();
    }

    @Test
    void aRowThatChangedIsExpectedInItsNewState() throws Exception {
        expense("VE-1", NOON);
        sweep().look(writer);
        APP.execute("site", "UPDATE \"tabVolunteer Expense\" SET \"status\" = 'Approved'");
        assertThat(sweep().look(Sweep.nowhere()).missingInAll()).isOne();
    }

    @Test
    void ofATableThatCannotBeReadNothingIsSaid() throws Exception {
        Result result = sweep().look(Sweep.nowhere());
        assertThat(result.unread()).extracting(TableReport::document).containsExactly("Deleted Document");
    }

    @Test
    void rowsOutsideTheSpanAreNotExpected() throws Exception {
        expense("VE-1", NOON.minusMinutes(1));
        expense("VE-2", NOON);
        expense("VE-3", NOON.plusMinutes(1));
        Result result = sweep(new Span(NOON, NOON.plusMinutes(1))).look(Sweep.nowhere());
        assertThat(result.missing())
                .extracting(Missing::id)
                .singleElement()
                .asString()
                .startsWith("Volunteer Expense/VE-2/");
    }

    private Sweep sweep() {
        return sweep(DAYS);
    }

    private Sweep sweep(Span span) {
        return new Sweep(
                APP::connect,
                Declarations.builtIn("verenigingen"),
                DOCUMENTS,
                UnaryOperator.identity(),
                new RecordedEvents(store),
                span);
    }

    private static void expense(String name, LocalDateTime modified) {
        APP.insert("Volunteer Expense", name, modified, "status", "Submitted");
    }
}

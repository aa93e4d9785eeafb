package nl.meldkamer.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted by hour and by day, against the events that it is counted from. */
class RollupsTest {
    private static final Instant MIDNIGHT =
            Events.START.truncatedTo(ChronoUnit.DAYS).minus(10, ChronoUnit.DAYS);

    private static final PostgreSql SERVER = PostgreSql.shared();

    private static AuditStore store;

    @BeforeAll
    static void start() throws Exception {
        SERVER.execute("postgres", "CREATE DATABASE counted");
        try (AuditStore filled = SERVER.open("counted");
                Connection connection = SERVER.connect("counted")) {
            Events.append(connection, 0, 3000, "{}");
            Original.seal(filled);
        }
        SERVER.execute(
                "postgres",
                "CREATE DATABASE days TEMPLATE counted",
                "CREATE DATABASE earlier TEMPLATE counted",
                "CREATE DATABASE invented TEMPLATE counted");
        store = SERVER.open("counted");
    }

    @AfterAll
    static void stop() throws StoreException {
        store.close();
    }

    static Stream<Arguments> spans() {
        List<Duration> hours = Stream.of(-30, -24, -1, 0, 1, 13, 23, 24, 25, 47, 48, 49, 71, 500)
                .map(Duration::ofHours)
                .toList();
        return hours.stream().flatMap(from -> hours.stream().map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("spans")
    void aSpanHasWhatHappenedInItWhereverItBeginsAndEnds(Duration from, Duration to) {
        assertThat(rollups(MIDNIGHT.plus(from), MIDNIGHT.plus(to)))
                .isEqualTo(events(MIDNIGHT.plus(from), MIDNIGHT.plus(to)));
    }

    @Test
    void ofAnHourThatIsNotWholeAllIsCountedWhereItBeginsWithinTheSpan() {
        Duration half = Duration.ofMinutes(30);
        assertThat(rollups(MIDNIGHT.plus(half), MIDNIGHT.plusSeconds(7200).plus(half)))
                .isEqualTo(events(MIDNIGHT.plusSeconds(3600), MIDNIGHT.plusSeconds(3 * 3600)))
                .isNotEmpty();
        assertThat(rollups(
                        MIDNIGHT.minus(half), MIDNIGHT.plus(1, ChronoUnit.DAYS).plus(half)))
                .isEqualTo(events(MIDNIGHT, MIDNIGHT.plusSeconds(25 * 3600)));
    }

    @Test
    void wholeDaysAreReadAsSuchAndOnlyTheirEndsByTheHour() throws Exception {
        Instant from = MIDNIGHT.minusSeconds(3600);
        Instant to = MIDNIGHT.plus(2, ChronoUnit.DAYS).plusSeconds(3600);
        List<Rollups.Count> before = rollups(from, to);
        SERVER.execute(
                "days",
                "DELETE FROM audit.rollup WHERE hour >= '" + MIDNIGHT + "' AND hour < '"
                        + MIDNIGHT.plus(2, ChronoUnit.DAYS) + "'");
        try (AuditStore days = SERVER.open("days")) {
            assertThat(new Rollups(days.as(Role.READER))
                            .between(Events.STREAM, from, to)
                            .counts())
                    .isEqualTo(before)
                    .isNotEmpty();
        }
    }

    @Test
    void aStoreOfAnEarlierVersionGetsItsDaysFromItsHours() throws Exception {
        SERVER.execute(
                "earlier",
                "DROP TABLE audit.rollup_day",
                "DELETE FROM audit.flyway_schema_history WHERE script = 'V11__rollup_day.sql'");
        try (AuditStore earlier = SERVER.open("earlier");
                Connection connection = SERVER.connect("earlier")) {
            Events.append(connection, 3000, 3300, "{}");
            Original.seal(earlier);
            assertThat(Original.verify(earlier, Witness.none()))
                    .isEqualTo(new Verification(Events.STREAM, 3300, 3300, 0, List.of(), 0, List.of()));
        }
    }

    /** Whoever wrote them there before that was refused is to be found, and the store to be opened. */
    @Test
    void aStoreOfAnEarlierVersionThatHasRollUpsOfNothingIsOpenedAndTheyAreNamedAndNoMoreCome() throws Exception {
        String[] invented = {
            "INSERT INTO audit.rollup SELECT stream, hour, 'Invented', action, status, 0 FROM audit.rollup LIMIT 1",
            "INSERT INTO audit.rollup_day SELECT stream, day, 'Invented', action, status, 0 FROM audit.rollup_day LIMIT 1"
        };
        SERVER.execute(
                "invented",
                "ALTER TABLE audit.rollup DROP CONSTRAINT rollup_counts",
                "ALTER TABLE audit.rollup_day DROP CONSTRAINT rollup_day_counts",
                "DELETE FROM audit.flyway_schema_history WHERE script = 'V34__rollup_count.sql'");
        SERVER.execute("invented", invented);
        try (AuditStore opened = SERVER.open("invented")) {
            assertThat(Original.verify(opened, Witness.none()).rollUps())
                    .hasSize(2)
                    .allMatch(line -> line.contains("Invented") && line.contains(": 0 held"));
            for (String statement : invented)
                assertThatThrownBy(() -> SERVER.execute("invented", statement.replace("Invented", "Another")))
                        .hasMessageContaining("_counts");
        }
    }

    private static List<Rollups.Count> rollups(Instant from, Instant to) {
        return new Rollups(store.as(Role.READER))
                .between(Events.STREAM, from, to)
                .counts();
    }

    private static List<Rollups.Count> events(Instant from, Instant to) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT process, action, status, count(*) FROM audit.event"
                                + " WHERE date_trunc('hour', occurred, 'UTC') >= :from"
                                + " AND date_trunc('hour', occurred, 'UTC') < :to GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
                        .bind("from", from.atOffset(ZoneOffset.UTC))
                        .bind("to", to.atOffset(ZoneOffset.UTC))
                        .map((row, context) ->
                                new Rollups.Count(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                        .list());
    }
}

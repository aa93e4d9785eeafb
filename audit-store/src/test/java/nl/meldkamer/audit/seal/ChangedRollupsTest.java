package nl.meldkamer.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.AuditStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a superuser can do to the roll-ups behind our back, and whether it is found. */
class ChangedRollupsTest {
    @Test
    void rollUpsThatWereChangedAreFoundAndNamed() throws Exception {
        String one = " WHERE (hour, process, action, status) = (SELECT hour, process, action, status FROM audit.rollup"
                + " ORDER BY hour, process, action, status LIMIT 1)";
        List<String> changes = List.of(
                "UPDATE audit.rollup SET count = count + 1" + one,
                "DELETE FROM audit.rollup" + one,
                "UPDATE audit.rollup SET status = 'Waived'" + one,
                "UPDATE audit.rollup SET hour = hour - interval '1 year'" + one,
                "INSERT INTO audit.rollup SELECT stream, hour, 'Invented', action, status, 1 FROM audit.rollup" + one);
        for (String change : changes) {
            try (AuditStore store = Original.copy(change)) {
                Verification found = Original.verify(store, Original.witness());
                assertThat(found.valid()).isFalse();
                assertThat(found.faults()).isEmpty();
                assertThat(found.rollUps()).isNotEmpty().anyMatch(line -> line.contains(" held, "));
            }
        }
    }

    @Test
    void rollUpsThatWereChangedToTheSameTotalAreFoundAndBothAreNamed() throws Exception {
        String one = " WHERE (hour, process, action, status) = (SELECT hour, process, action, status FROM audit.rollup"
                + " ORDER BY hour ORDER, process, action, status LIMIT 1)";
        try (AuditStore store = Original.copy(
                "UPDATE audit.rollup SET count = count + 1" + one.replace("ORDER,", "ASC,"),
                "UPDATE audit.rollup SET count = count - 1" + one.replace("ORDER,", "DESC,"))) {
            assertThat(Original.verify(store, Original.witness()).rollUps())
                    .hasSize(4)
                    .filteredOn(line -> !line.contains("for the day"))
                    .hasSize(2)
                    .allMatch(
                            line -> line.matches(".*:00:00Z, [A-Z].*, action_., [A-Z].*: [0-9]+ held, [0-9]+ counted"));
        }
    }

    static Stream<String> changedDays() {
        String one = " WHERE (day, process, action, status) = (SELECT day, process, action, status"
                + " FROM audit.rollup_day ORDER BY day, process, action, status LIMIT 1)";
        return Stream.of(
                "UPDATE audit.rollup_day SET count = count + 1" + one,
                "UPDATE audit.rollup_day SET count = -count" + one,
                "DELETE FROM audit.rollup_day" + one,
                "UPDATE audit.rollup_day SET process = 'Termination!'" + one,
                "UPDATE audit.rollup_day SET status = 'Waived'" + one,
                "UPDATE audit.rollup_day SET day = day - 1000" + one,
                "INSERT INTO audit.rollup_day SELECT stream, day, 'Invented', action, status, 1 FROM audit.rollup_day"
                        + one);
    }

    @ParameterizedTest
    @MethodSource("changedDays")
    void aTotalOfADayThatWasChangedTakenAwayOrInventedIsFoundAndNamed(String change) throws Exception {
        try (AuditStore store = Original.copy(change)) {
            Verification found = Original.verify(store, Original.witness());
            assertThat(found.valid()).isFalse();
            assertThat(found.faults()).isEmpty();
            assertThat(found.rollUps())
                    .hasSizeBetween(1, 2)
                    .allMatch(line -> line.matches(
                            "[0-9-]{10}, [A-Z].*, action_., [A-Z].*: -?[0-9]+ held for the day, [0-9]+ for its hours"));
        }
    }

    static Stream<Arguments> inventedOfNothing() {
        String hour = "INSERT INTO audit.rollup SELECT stream, hour, 'Invented', action, status, 0 FROM audit.rollup"
                + " ORDER BY hour, process, action, status LIMIT 1";
        String day = "INSERT INTO audit.rollup_day SELECT stream, (hour AT TIME ZONE 'UTC')::date, 'Invented', action,"
                + " status, 0 FROM audit.rollup ORDER BY hour, process, action, status LIMIT 1";
        String ofHour = ".*:00:00Z, Invented, action_., [A-Z].*: 0 held, 0 counted";
        String ofDay = "[0-9-]{10}, Invented, action_., [A-Z].*: 0 held for the day, 0 for its hours";
        return Stream.of(
                Arguments.of(List.of(ofHour), new String[] {hour}),
                Arguments.of(List.of(ofDay), new String[] {day}),
                Arguments.of(List.of(ofHour, ofDay), new String[] {hour, day}));
    }

    /** It changes no sum, whatever is added up. */
    @ParameterizedTest
    @MethodSource("inventedOfNothing")
    void aRollUpThatCountsNothingIsFoundAndNamed(List<String> lines, String[] done) throws Exception {
        try (AuditStore store = Original.copy(done)) {
            Verification found = Original.verify(store, Original.witness());
            assertThat(found.valid()).isFalse();
            assertThat(found.faults()).isEmpty();
            assertThat(found.rollUps()).hasSameSizeAs(lines);
            for (int i = 0; i < lines.size(); i++)
                assertThat(found.rollUps().get(i)).matches(lines.get(i));
        }
    }

    @Test
    void totalsOfDaysThatWereChangedToTheSameTotalAreFoundAndBothAreNamed() throws Exception {
        String one = " WHERE (day, process, action, status) = (SELECT day, process, action, status"
                + " FROM audit.rollup_day ORDER BY day ORDER, process, action, status LIMIT 1)";
        try (AuditStore store = Original.copy(
                "UPDATE audit.rollup_day SET count = count + 1" + one.replace("ORDER,", "ASC,"),
                "UPDATE audit.rollup_day SET count = count - 1" + one.replace("ORDER,", "DESC,"))) {
            assertThat(Original.verify(store, Original.witness()).rollUps())
                    .hasSize(2)
                    .allMatch(line -> line.contains("for the day"));
        }
    }

    @Test
    void anHourThatWasChangedTogetherWithItsDayIsFoundByTheEvents() throws Exception {
        try (AuditStore store = Original.copy(
                "UPDATE audit.rollup SET status = 'Waived' WHERE process = 'Termination'",
                "DELETE FROM audit.rollup_day",
                "INSERT INTO audit.rollup_day SELECT stream, (hour AT TIME ZONE 'UTC')::date, process, action, status,"
                        + " sum(count) FROM audit.rollup GROUP BY 1, 2, 3, 4, 5")) {
            assertThat(Original.verify(store, Original.witness()).rollUps())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("for the day"));
        }
    }
}

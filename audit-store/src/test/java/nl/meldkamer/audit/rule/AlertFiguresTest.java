package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nl.meldkamer.audit.alert.Act;
import nl.meldkamer.audit.alert.Alert;
import nl.meldkamer.audit.alert.Alert.Happening;
import nl.meldkamer.audit.alert.Alert.Problem;
import nl.meldkamer.audit.alert.Alert.Recovery;
import nl.meldkamer.audit.alert.Alert.Unseen;
import nl.meldkamer.audit.alert.Alert.Update;
import nl.meldkamer.audit.rule.AlertFigures.Now;
import org.junit.jupiter.api.Test;

class AlertFiguresTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Happening ACKNOWLEDGED = new Update(Set.of(Act.ACKNOWLEDGED), null);

    private final AlertFigures figures = new AlertFigures(4);

    @Test
    void ofNoAlertsThereIsNoTime() {
        assertThat(figures.times(START))
                .extracting(AlertTimes::period, AlertTimes::detect, AlertTimes::acknowledge, AlertTimes::resolve)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "day", Optional.empty(), Optional.empty(), Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(
                                "month", Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(figures.now(START, LIMIT)).isEqualTo(new Now(0, 0, Duration.ZERO, 0));
    }

    @Test
    void timesCountFromTheBeginningOfTheProblem() {
        tell("1", new Problem(), 0, 20);
        tell("1", ACKNOWLEDGED, 600, 601);
        tell("1", new Update(Set.of(Act.ACKNOWLEDGED), "again"), 900, 901);
        tell("1", new Recovery(), 1200, 1201);
        AlertTimes day = day(START.plusSeconds(1300));
        assertThat(day.detect()).contains(both(20));
        assertThat(day.acknowledge()).contains(both(600));
        assertThat(day.resolve()).contains(both(1200));
        assertThat(day.ended()).isEqualTo(1);
        assertThat(day.noise()).isZero();
    }

    @Test
    void anUpdateThatIsToldOfBeforeItsProblemCounts() {
        tell("1", ACKNOWLEDGED, 600, 601);
        assertThat(figures.now(START.plusSeconds(700), LIMIT).open()).isZero();
        tell("1", new Problem(), 0, 660);
        assertThat(day(START.plusSeconds(700)).acknowledge()).contains(both(600));
        assertThat(figures.now(START.plusSeconds(7000), LIMIT)).isEqualTo(new Now(1, 0, Duration.ZERO, 0));
    }

    @Test
    void whatEndsSoonByItselfAndUntouchedIsNoise() {
        tell("noise", new Problem(), 0, 1);
        tell("noise", new Recovery(), 299, 300);
        tell("long", new Problem(), 0, 1);
        tell("long", new Recovery(), 300, 300);
        tell("touched", new Problem(), 0, 1);
        tell("touched", new Update(Set.of(Act.COMMENTED), "known"), 10, 11);
        tell("touched", new Recovery(), 20, 21);
        AlertTimes day = day(START.plusSeconds(400));
        assertThat(day.ended()).isEqualTo(3);
        assertThat(day.noise()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAPersonIsToldWithTheLongest() {
        tell("1", new Problem(), 0, 1);
        tell("2", new Problem(), 600, 601);
        tell("3", new Problem(), 0, 1);
        tell("3", ACKNOWLEDGED, 60, 61);
        assertThat(figures.now(START.plusSeconds(901), LIMIT)).isEqualTo(new Now(3, 1, Duration.ofSeconds(901), 0));
        tell("3", new Update(Set.of(Act.UNACKNOWLEDGED), null), 950, 951);
        assertThat(figures.now(START.plusSeconds(960), LIMIT).unacknowledged()).isEqualTo(2);
    }

    @Test
    void whatZabbixShowsNoLongerWaitsForNobodyAndHasNotEnded() {
        tell("1", new Problem(), 0, 1);
        assertThat(figures.unfinished("s", "https://z", START)).containsEntry("1", true);
        tell("1", new Unseen(), 100, 100);
        assertThat(figures.now(START.plusSeconds(9000), LIMIT)).isEqualTo(new Now(0, 0, Duration.ZERO, 0));
        assertThat(day(START.plusSeconds(200)).ended()).isZero();
        assertThat(figures.unfinished("s", "https://z", START)).isEmpty();
    }

    @Test
    void aProblemIsFinishedADayAfterItsEnd() {
        tell("1", new Problem(), 0, 1);
        tell("1", new Recovery(), 100, 101);
        Instant end = START.plusSeconds(100);
        assertThat(figures.unfinished("s", "https://z", end)).containsEntry("1", false);
        assertThat(figures.unfinished("s", "https://other", end)).isEmpty();
        assertThat(figures.unfinished("s", "https://z", end.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void aPercentileIsATimeThatThereWas() {
        List<Duration> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();
        assertThat(Spread.of(hundred)).contains(new Spread(Duration.ofSeconds(50), Duration.ofSeconds(95)));
        assertThat(Spread.of(List.of(Duration.ofSeconds(3), Duration.ofSeconds(9))))
                .contains(new Spread(Duration.ofSeconds(3), Duration.ofSeconds(9)));
    }

    @Test
    void whatHasNoRoomIsCountedAndWhatEndedLongAgoMakesRoom() {
        for (int i = 0; i < 6; i++) tell("p" + i, new Problem(), 0, 1);
        tell("p0", new Recovery(), 10, 11);
        assertThat(figures.now(START, LIMIT).uncounted()).isEqualTo(2);
        figures.forgetBefore(START.plusSeconds(60));
        tell("p9", new Problem(), 0, 1);
        assertThat(figures.now(START, LIMIT)).isEqualTo(new Now(4, 0, Duration.ZERO, 2));
    }

    private AlertTimes day(Instant now) {
        return figures.times(now).get(0);
    }

    private static Spread both(long seconds) {
        return new Spread(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private void tell(String problem, Happening happening, long at, long recorded) {
        Alert alert =
                new Alert("https://z", problem, happening, START.plusSeconds(at), null, "{\"zabbix\":\"https://z\"}");
        figures.accept(Fact.of(0, START.plusSeconds(recorded), alert.event("s", "zabbix")));
    }
}

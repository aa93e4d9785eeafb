package nl.meldkamer.audit.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.report.Section.Headline;

/** How fast people were with the problems that Zabbix told of. */
final class AlertChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        AlertAnswers answers = AlertAnswers.of(counting);
        return Section.of(
                        "alerts",
                        "Alerts of Zabbix",
                        "Problems whose begin was recorded in the period, with what had become of them by its end. Times are by"
                                + " the clock of Zabbix. A problem that was closed by hand counts as acknowledged and as resolved."
                                + " Detected is when the record had the first notice of it, by the store's own clock.",
                        List.of("step", "alerts", "mean_time", "median_time", "longest_time"),
                        List.of(
                                List.of(
                                        Cell.text("problem"),
                                        Cell.count(answers.problems()),
                                        new Cell.NoData(),
                                        new Cell.NoData(),
                                        new Cell.NoData()),
                                row("detected", answers.detected()),
                                row("acknowledged", answers.acknowledged()),
                                row("resolved", answers.resolved()),
                                alone("not acknowledged within 15 minutes", answers.late()),
                                alone("ended by itself within 5 minutes, untouched", answers.noise())))
                .with(
                        new Headline("alerts", Cell.count(answers.problems())),
                        new Headline(
                                "mean time to acknowledge",
                                time(answers.acknowledged().mean())));
    }

    private static List<Cell> row(String step, AlertAnswers.Times times) {
        return List.of(
                Cell.text(step),
                Cell.count(times.count()),
                time(times.mean()),
                time(times.median()),
                time(times.longest()));
    }

    private static List<Cell> alone(String step, long count) {
        return List.of(Cell.text(step), Cell.count(count), new Cell.NoData(), new Cell.NoData(), new Cell.NoData());
    }

    static Cell time(Optional<Duration> time) {
        return time.<Cell>map(Cell.Time::new).orElseGet(Cell.NoData::new);
    }
}

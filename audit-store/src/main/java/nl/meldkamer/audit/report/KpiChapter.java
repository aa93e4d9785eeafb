package nl.meldkamer.audit.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.report.AppComparison.Expected;
import nl.meldkamer.audit.report.Section.Headline;
import nl.meldkamer.audit.rule.ProcessCompliance;

/** The targets that were set when monitoring began, each with its value and where it comes from. */
final class KpiChapter implements Chapter {

    private static final Duration DETECT = Duration.ofMinutes(5);
    private static final Duration RESOLVE = Duration.ofMinutes(30);

    private final Optional<AppComparison> comparison;

    KpiChapter(Optional<AppComparison> comparison) {
        this.comparison = comparison;
    }

    @Override
    public Section section(Counting counting) {
        List<Kpi> kpis = kpis(AlertAnswers.of(counting));
        List<List<Cell>> rows = kpis.stream().map(Kpi::row).toList();
        return Section.of(
                        "kpi",
                        "Key performance indicators",
                        "No data means that the record can't tell; it is neither met nor missed.",
                        List.of("indicator", "target", "value", "met", "from"),
                        rows)
                .with(
                        new Headline("met", Cell.count(verdicts(rows, true))),
                        new Headline("not met", Cell.count(verdicts(rows, false))),
                        new Headline(
                                "no data",
                                Cell.count(rows.stream()
                                        .filter(row -> row.get(3) instanceof Cell.NoData)
                                        .count())));
    }

    private static long verdicts(List<List<Cell>> rows, boolean met) {
        return rows.stream()
                .filter(row -> row.get(3).equals(new Cell.Verdict(met)))
                .count();
    }

    private List<Kpi> kpis(AlertAnswers alerts) {
        return List.of(
                new Kpi(
                        "Audit completeness",
                        "> 95 %",
                        comparison.map(CompletenessChapter::all).orElseGet(Cell.NoData::new),
                        Kpi.above(95),
                        app("recorded of what the app's tables say must be")),
                new Kpi(
                        "SEPA coverage",
                        "100 %",
                        comparison.map(KpiChapter::coverage).orElseGet(Cell.NoData::new),
                        Kpi.all(),
                        app("SEPA processes of which every event is recorded, of those that the app has events of")),
                new Kpi(
                        "Mean time to detect",
                        "< 5 min",
                        AlertChapter.time(alerts.detected().mean()),
                        Kpi.within(DETECT),
                        alerts.problems()
                                + " alerts, from the clock of the value that made the problem to the first notice"),
                new Kpi(
                        "Mean time to acknowledge",
                        "< 15 min",
                        AlertChapter.time(alerts.acknowledged().mean()),
                        Kpi.within(AlertAnswers.LIMIT),
                        alerts.acknowledged().count() + " of " + alerts.problems() + " alerts were acknowledged; "
                                + alerts.late() + " not within 15 minutes"),
                new Kpi(
                        "Mean time to resolve",
                        "< 30 min",
                        AlertChapter.time(alerts.resolved().mean()),
                        Kpi.within(RESOLVE),
                        alerts.resolved().count() + " of " + alerts.problems() + " alerts were resolved"),
                new Kpi(
                        "False positives",
                        "< 5 %",
                        Cell.share(alerts.noise(), alerts.resolved().count()),
                        Kpi.below(5),
                        alerts.noise() + " of " + alerts.resolved().count()
                                + " alerts that ended did so by themselves within 5 minutes, untouched"),
                Kpi.elsewhere("System uptime", "> 99.9 %", "history of the site's items in Zabbix"),
                Kpi.elsewhere("API response time", "< 200 ms", "history of the site's items in Zabbix"),
                Kpi.elsewhere("Satisfaction of the operators", "> 90 %", "a survey"),
                Kpi.elsewhere("Use of the dashboard", "daily", "the audit log of Zabbix"),
                Kpi.elsewhere("Documentation", "100 %", "a review"),
                Kpi.elsewhere("Training", "100 %", "a list of the team"));
    }

    private String app(String from) {
        if (comparison.isEmpty()) return "needs the app's database, which was not asked";
        return comparison.get().unread() == 0
                ? from
                : comparison.get().unread() + " tables of the app could not be read";
    }

    private static Cell coverage(AppComparison comparison) {
        if (comparison.unread() > 0) return new Cell.NoData();
        List<Expected> expected = comparison.processes().stream()
                .filter(process -> ProcessCompliance.isSepa(process.name()) && process.expected() > 0)
                .toList();
        long whole = expected.stream()
                .filter(process -> process.recorded() == process.expected())
                .count();
        return Cell.share(whole, expected.size());
    }
}

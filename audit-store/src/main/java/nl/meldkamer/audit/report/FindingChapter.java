package nl.meldkamer.audit.report;

import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.report.Section.Headline;

/** What broke a rule, and what became of it, by rule. */
final class FindingChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        List<List<Cell>> rows = new ArrayList<>();
        long[] sums = new long[2];
        counting.query("SELECT rule, max(title), severity, basis, count(*) FILTER (WHERE opened >= :start),"
                        + " count(*) FILTER (WHERE state = 'closed' AND settled < :end),"
                        + " count(*) FILTER (WHERE state = 'waived' AND settled < :end),"
                        + " count(*) FILTER (WHERE settled IS NULL OR settled >= :end)"
                        + " FROM audit.finding WHERE " + counting.ofStreams()
                        + " AND opened < :end AND (settled IS NULL OR settled >= :start)"
                        + " GROUP BY rule, severity, basis ORDER BY rule COLLATE \"C\", severity, basis")
                .map((row, context) -> {
                    sums[0] += row.getLong(5);
                    sums[1] += row.getLong(8);
                    return List.of(
                            Cell.text(row.getString(1)),
                            Cell.text(row.getString(2)),
                            Cell.text(row.getString(3)),
                            Cell.text(row.getString(4)),
                            Cell.count(row.getLong(5)),
                            Cell.count(row.getLong(6)),
                            Cell.count(row.getLong(7)),
                            Cell.count(row.getLong(8)));
                })
                .forEach(rows::add);
        return Section.of(
                        "findings",
                        "Findings by rule",
                        "What the rules had found by the end of the period: opened, closed and waived in it, and open at its end."
                                + " A rule that is not here had none. Findings are kept beside the trees; each decision about"
                                + " one is an event.",
                        List.of(
                                "rule",
                                "title",
                                "severity",
                                "legal_basis",
                                "opened",
                                "closed",
                                "waived",
                                "open_at_end"),
                        rows)
                .with(
                        new Headline("findings opened", Cell.count(sums[0])),
                        new Headline("findings open at the end", Cell.count(sums[1])));
    }
}

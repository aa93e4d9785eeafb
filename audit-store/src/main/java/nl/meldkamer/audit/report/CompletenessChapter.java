package nl.meldkamer.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.report.AppComparison.Expected;
import nl.meldkamer.audit.report.Section.Headline;

/** How much of what the app's own tables say is recorded. */
final class CompletenessChapter implements Chapter {

    private static final List<String> COLUMNS =
            List.of("process", "expected", "recorded", "missing", "recorded_share", "compared_at");

    private final Optional<AppComparison> comparison;

    CompletenessChapter(Optional<AppComparison> comparison) {
        this.comparison = comparison;
    }

    @Override
    public Section section(Counting counting) {
        return comparison.map(CompletenessChapter::section).orElseGet(CompletenessChapter::unknown);
    }

    private static Section unknown() {
        return Section.of(
                        "completeness",
                        "Completeness of the record",
                        "No data: completeness needs the app's own database, which was not asked for this report.",
                        COLUMNS,
                        List.of())
                .with(new Headline("completeness", new Cell.NoData()));
    }

    private static Section section(AppComparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Expected process : comparison.processes())
            rows.add(List.of(
                    Cell.text(process.name()),
                    Cell.count(process.expected()),
                    Cell.count(process.recorded()),
                    Cell.count(process.expected() - process.recorded()),
                    Cell.share(process.recorded(), process.expected()),
                    new Cell.Moment(comparison.at())));
        return Section.of(
                        "completeness",
                        "Completeness of the record",
                        "Events that the app's own tables say there must be, by when a row was last modified, and those of them"
                                + " that are recorded. As of the moment of comparing, not of a tree."
                                + unread(comparison),
                        COLUMNS,
                        rows)
                .with(new Headline("completeness", all(comparison)));
    }

    private static String unread(AppComparison comparison) {
        return comparison.unread() == 0
                ? ""
                : " " + comparison.unread() + " tables could not be read: of these nothing is known.";
    }

    /** No data when a table was not read: what is not known can't be called complete. */
    static Cell all(AppComparison comparison) {
        if (comparison.unread() > 0) return new Cell.NoData();
        return Cell.share(
                comparison.processes().stream().mapToLong(Expected::recorded).sum(),
                comparison.processes().stream().mapToLong(Expected::expected).sum());
    }
}

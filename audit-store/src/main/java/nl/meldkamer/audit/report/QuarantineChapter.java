package nl.meldkamer.audit.report;

import java.util.List;
import nl.meldkamer.audit.report.Section.Headline;

/** What came in and could not be an event. */
final class QuarantineChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        BoundedRows rows = BoundedRows.of(
                counting,
                "SELECT source, count(*) FILTER (WHERE arrived >= :start), count(*) FILTER (WHERE settled < :end),"
                        + " count(*) FILTER (WHERE settled IS NULL OR settled >= :end)"
                        + " FROM audit.quarantine WHERE arrived < :end AND (settled IS NULL OR settled >= :start)"
                        + " GROUP BY source",
                "source COLLATE \"C\"",
                row -> List.of(
                        Cell.text(row.getString(1)),
                        Cell.count(row.getLong(2)),
                        Cell.count(row.getLong(3)),
                        Cell.count(row.getLong(4))));
        long open = counting.query("SELECT count(*) FROM audit.quarantine"
                        + " WHERE arrived < :end AND (settled IS NULL OR settled >= :end)")
                .mapTo(Long.class)
                .one();
        return Section.of(
                        "quarantine",
                        "Quarantine",
                        "What could not be an event is kept as it came. It is no part of any tree.",
                        List.of("source", "arrived", "settled", "open_at_end"),
                        rows.rows())
                .leavingOut(rows.leftOut())
                .with(new Headline("in quarantine at the end", Cell.count(open)));
    }
}

package nl.meldkamer.audit.report;

import java.util.List;
import nl.meldkamer.audit.report.Section.Headline;

/** Who had persons erased, and why; not whom. */
final class ErasureChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        BoundedRows rows = BoundedRows.of(
                counting,
                "SELECT at, CAST(id AS text) AS certificate, purpose, by, reason FROM audit.erasure"
                        + " WHERE at >= :start AND at < :end",
                "at, certificate",
                row -> List.of(
                        new Cell.Moment(row.getTimestamp(1).toInstant()),
                        Cell.text(row.getString(2)),
                        Cell.text(row.getString(3)),
                        Cell.text(row.getString(4)),
                        Cell.text(row.getString(5))));
        return Section.of(
                        "erasures",
                        "Erasures",
                        "Persons whose keys were destroyed in the period, by the number of the certificate. Their events and every"
                                + " proof of them stay.",
                        List.of("at", "certificate", "fields", "by", "reason"),
                        rows.rows())
                .leavingOut(rows.leftOut())
                .with(new Headline("persons erased", Cell.count(rows.all())));
    }
}

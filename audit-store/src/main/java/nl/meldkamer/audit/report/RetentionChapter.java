package nl.meldkamer.audit.report;

import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.report.Section.Headline;
import org.jspecify.annotations.Nullable;

/** The policy at the end of the period, and what was let go of in it. */
final class RetentionChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        List<List<Cell>> rows = new ArrayList<>(policy(counting));
        List<List<Cell>> gone = gone(counting);
        rows.addAll(gone);
        List<List<Cell>> holds = holds(counting);
        rows.addAll(holds);
        return Section.of(
                        "retention",
                        "Retention",
                        "The policy in force at the end of the period, the months that were let go of in it, and the legal holds"
                                + " in force at its end. A month goes only with a file of its events that proves each of them.",
                        List.of("kind", "subject", "from", "until", "basis"),
                        rows)
                .with(
                        new Headline("months let go of", Cell.count(gone.size())),
                        new Headline("legal holds", Cell.count(holds.size())));
    }

    private static List<List<Cell>> policy(Counting counting) {
        return counting.query(
                        "SELECT version, process, minimum_months, maximum_months, basis FROM audit.retention_policy"
                                + " WHERE version = (SELECT max(version) FROM audit.retention_policy WHERE since < :end)"
                                + " ORDER BY process COLLATE \"C\"")
                .map((row, context) -> {
                    Integer maximum = row.getObject(4, Integer.class);
                    return List.of(
                            Cell.text("policy " + row.getInt(1)),
                            Cell.text(row.getString(2)),
                            Cell.text("at least " + row.getInt(3) + " months"),
                            Cell.text(maximum == null ? "no maximum" : "at most " + maximum + " months"),
                            Cell.text(row.getString(5)));
                })
                .list();
    }

    private static List<List<Cell>> gone(Counting counting) {
        return counting.query(
                        "SELECT name, month, first_seq, last_seq, encode(archive_sha256, 'hex'), policy_version, archive"
                                + " FROM audit.tombstone JOIN audit.stream ON stream.id = tombstone.stream WHERE "
                                + counting.ofStreams()
                                + " AND at >= :start AND at < :end ORDER BY month, name COLLATE \"C\"")
                .map((row, context) -> List.of(
                        Cell.text("let go of"),
                        Cell.text(row.getString(1) + ", " + row.getString(2).substring(0, 7)),
                        Cell.count(row.getLong(3)),
                        Cell.count(row.getLong(4)),
                        Cell.text(
                                "policy " + row.getInt(6) + ", " + row.getString(7) + ", SHA-256 " + row.getString(5))))
                .list();
    }

    /** Of whom a hold is about only hashes are kept. */
    private static List<List<Cell>> holds(Counting counting) {
        return counting.query("SELECT id, reference_type, reference_name, person IS NOT NULL, placed, reason"
                        + " FROM audit.legal_hold WHERE placed < :end AND (lifted IS NULL OR lifted >= :end) ORDER BY id LIMIT "
                        + Section.MOST_ROWS)
                .map((row, context) -> List.of(
                        Cell.text("legal hold " + row.getLong(1)),
                        Cell.text(subject(row.getString(2), row.getString(3), row.getBoolean(4))),
                        new Cell.Moment(row.getTimestamp(5).toInstant()),
                        Cell.text("until it is lifted"),
                        Cell.text(row.getString(6))))
                .list();
    }

    private static String subject(@Nullable String type, @Nullable String name, boolean person) {
        if (type != null && name != null) return type + " " + name;
        return person ? "a person" : "everything";
    }
}

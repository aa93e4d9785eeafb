package nl.meldkamer.audit.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.report.Section.Headline;
import nl.meldkamer.audit.rule.ProcessCompliance;

/** How the documents of each SEPA process stand. */
final class SepaChapter implements Chapter {

    @Override
    public Section section(Counting counting) {
        Map<String, Map<String, Long>> counts = counts(counting);
        List<List<Cell>> rows = new ArrayList<>();
        long compliant = 0;
        long judged = 0;
        for (String process : new TreeSet<>(ProcessCompliance.sepa())) {
            Map<String, Long> byStatus = counts.getOrDefault(process, Map.of());
            rows.add(row(process, byStatus));
            compliant += of(byStatus, ComplianceStatus.COMPLIANT);
            judged += judged(byStatus);
        }
        return Section.of(
                        "sepa",
                        "SEPA compliance by process",
                        "Documents by the latest status that was recorded of them in the period. The rate is of those that do"
                                + " not wait for a review; a status that is no word of the store's lowers it.",
                        List.of(
                                "process",
                                "documents",
                                "compliant",
                                "exception",
                                "failed",
                                "pending_review",
                                "other",
                                "rate"),
                        rows)
                .with(new Headline("SEPA compliance", Cell.share(compliant, judged)));
    }

    private static Map<String, Map<String, Long>> counts(Counting counting) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        String processes = ProcessCompliance.sepa().stream()
                .sorted()
                .map(process -> "'" + process + "'")
                .collect(Collectors.joining(", "));
        String words = Arrays.stream(ComplianceStatus.values())
                .map(status -> "'" + status.word() + "'")
                .collect(Collectors.joining(", "));
        counting.query("SELECT process, CASE WHEN status IN (" + words + ") THEN status ELSE '' END, count(*)"
                        + " FROM (SELECT DISTINCT ON (stream, process, reference_type, reference_name) process, status"
                        + " FROM" + counting.events() + "AND process IN (" + processes
                        + ") AND reference_name IS NOT NULL"
                        + " ORDER BY stream, process, reference_type, reference_name, seq DESC) latest GROUP BY 1, 2")
                .map((row, context) -> counts.computeIfAbsent(row.getString(1), process -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .forEach(before -> {});
        return counts;
    }

    private static List<Cell> row(String process, Map<String, Long> byStatus) {
        long other = byStatus.getOrDefault("", 0L);
        return List.of(
                Cell.text(process),
                Cell.count(all(byStatus)),
                Cell.count(of(byStatus, ComplianceStatus.COMPLIANT)),
                Cell.count(of(byStatus, ComplianceStatus.EXCEPTION)),
                Cell.count(of(byStatus, ComplianceStatus.FAILED)),
                Cell.count(of(byStatus, ComplianceStatus.PENDING_REVIEW)),
                Cell.count(other),
                Cell.share(of(byStatus, ComplianceStatus.COMPLIANT), judged(byStatus)));
    }

    private static long of(Map<String, Long> byStatus, ComplianceStatus status) {
        return byStatus.getOrDefault(status.word(), 0L);
    }

    private static long all(Map<String, Long> byStatus) {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long judged(Map<String, Long> byStatus) {
        return all(byStatus) - of(byStatus, ComplianceStatus.PENDING_REVIEW);
    }
}

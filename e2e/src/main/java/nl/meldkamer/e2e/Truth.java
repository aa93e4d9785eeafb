package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the items of an association have to say at a moment, worked out from the association itself and not by asking a
 * database. A key that is missing has no value then: a ratio over nothing.
 */
final class Truth {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int TOP = 10;

    private final Association association;
    private final LocalDateTime now;
    private final SortedMap<String, BigDecimal> values = new TreeMap<>();

    private Truth(Association association, LocalDateTime now) {
        this.association = association;
        this.now = now;
    }

    /** Item key to value. {@code now} is in the site's time zone. */
    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        Truth truth = new Truth(association, now);
        truth.errors();
        truth.mandatesAndBatches();
        truth.lines();
        truth.audit();
        Expected expected = new Expected(Records.byDocType(association.rows()), now, truth.values);
        MemberTruth.putInto(expected);
        DuesTruth.putInto(expected);
        FinanceTruth.putInto(expected);
        GoodwillTruth.putInto(expected);
        return truth.values;
    }

    /** How often an error was logged in the last 24 hours. */
    record ErrorCount(String title, long count, LocalDateTime first, LocalDateTime last) {}

    /** The most frequent errors of 24 hours, as {@code ver.errors.top} lists them but for the masking of titles. */
    static List<ErrorCount> topErrors(Association association, LocalDateTime now) {
        Map<String, List<LocalDateTime>> times = new Truth(association, now)
                .errorsOf24Hours()
                .collect(Collectors.groupingBy(
                        ErrorEntry::title, Collectors.mapping(ErrorEntry::at, Collectors.toList())));
        return times.entrySet().stream()
                .map(entry -> errorCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ErrorCount::count)
                        .thenComparing(ErrorCount::last)
                        .reversed())
                .limit(TOP)
                .toList();
    }

    private static ErrorCount errorCount(String title, List<LocalDateTime> times) {
        Comparator<LocalDateTime> order = Comparator.naturalOrder();
        return new ErrorCount(
                title,
                times.size(),
                times.stream().min(order).orElseThrow(),
                times.stream().max(order).orElseThrow());
    }

    private void errors() {
        List<ErrorEntry> day = errorsOf24Hours().toList();
        put("ver.errors.5m", count(day, error -> isWithin(Duration.ofMinutes(5), error.at())));
        put("ver.errors.1h", count(day, error -> isWithin(Duration.ofHours(1), error.at())));
        put("ver.errors.24h", day.size());
        put("ver.errors.unseen", count(day, error -> !error.isSeen()));
        put("ver.errors.kinds", day.stream().map(ErrorEntry::title).distinct().count());
    }

    private Stream<ErrorEntry> errorsOf24Hours() {
        return association.errors().stream().filter(error -> isWithin(Duration.ofHours(24), error.at()));
    }

    private void mandatesAndBatches() {
        putCounts("ver.sepa.mandates", Mandate.STATUSES, association.mandates(), Mandate::status);
        List<DirectDebitBatch> live =
                association.batches().stream().filter(DirectDebitBatch::isLive).toList();
        putCounts("ver.sepa.batches", DirectDebitBatch.STATUSES, live, DirectDebitBatch::status);
        putSums(
                "ver.sepa.batches.amount",
                DirectDebitBatch.STATUSES,
                live,
                DirectDebitBatch::status,
                DirectDebitBatch::total);
        put(
                "ver.sepa.batches.stuck[draft2h]",
                count(
                        live,
                        batch -> batch.status().equals("Draft") && !isWithin(Duration.ofHours(2), batch.created())));
        put("ver.sepa.batches.stuck[generated24h]", unchanged(live, "Generated", Duration.ofHours(24)));
        put("ver.sepa.batches.stuck[submitted7d]", unchanged(live, "Submitted", Duration.ofDays(7)));
        put(
                "ver.sepa.batches.failed7d",
                count(
                        live,
                        batch -> batch.status().equals("Failed") && isWithin(Duration.ofDays(7), batch.modified())));
        put("ver.sepa.batches.invalid", count(live, Truth::isOpenAndInvalid));
        put(
                "ver.sepa.batches.nofile",
                count(live, batch -> batch.docstatus() == DirectDebitBatch.SUBMITTED && !batch.hasFile()));
    }

    private long unchanged(List<DirectDebitBatch> batches, String status, Duration window) {
        return count(batches, batch -> batch.status().equals(status) && !isWithin(window, batch.modified()));
    }

    private static boolean isOpenAndInvalid(DirectDebitBatch batch) {
        boolean isOpen = batch.status().equals("Draft") || batch.status().equals("Generated");
        return isOpen && List.of("Critical Errors", "Validation Failed").contains(batch.validation());
    }

    private void lines() {
        List<DirectDebitBatch.Line> lines = association.batches().stream()
                .filter(batch -> batch.isLive() && isWithin(Duration.ofDays(30), batch.modified()))
                .flatMap(batch -> batch.lines().stream())
                .toList();
        List<String> options = DirectDebitBatch.Line.STATUSES;
        putCounts("ver.sepa.lines", options, lines, DirectDebitBatch.Line::status);
        putSums(
                "ver.sepa.lines.amount",
                options,
                lines,
                DirectDebitBatch.Line::status,
                line -> line.invoice().amount());
        long failed = count(lines, line -> line.status().equals("Failed"));
        long pending = count(lines, line -> line.status().equals("Pending"));
        putPercentage("ver.sepa.failure.pct.30d", failed, lines.size() - pending);
    }

    private void audit() {
        List<AuditEntry> day = association.audit().stream()
                .filter(entry -> isWithin(Duration.ofHours(24), entry.at()))
                .toList();
        List<AuditEntry> hour = day.stream()
                .filter(entry -> isWithin(Duration.ofHours(1), entry.at()))
                .toList();
        for (String process : AuditEntry.PROCESSES) {
            for (String compliance : AuditEntry.COMPLIANCES) {
                put(
                        "ver.sepa.audit[" + process + "," + compliance + "]",
                        count(
                                hour,
                                entry -> entry.process().equals(process)
                                        && entry.compliance().equals(compliance)));
            }
        }
        putCounts("ver.sepa.audit.24h", AuditEntry.COMPLIANCES, day, AuditEntry::compliance);
        putPercentage(
                "ver.sepa.audit.compliance.pct",
                count(day, entry -> entry.compliance().equals("Compliant")),
                day.size());
        put("ver.sepa.failed.1h", count(hour, entry -> entry.compliance().equals("Failed")));
    }

    private boolean isWithin(Duration window, LocalDateTime event) {
        return event.isAfter(now.minus(window));
    }

    private static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private <T> void putCounts(String key, List<String> options, Collection<T> all, Function<T, String> option) {
        for (String wanted : options) {
            put(key + "[" + wanted + "]", count(all, one -> option.apply(one).equals(wanted)));
        }
    }

    private <T> void putSums(
            String key,
            List<String> options,
            Collection<T> all,
            Function<T, String> option,
            Function<T, BigDecimal> amount) {
        for (String wanted : options) {
            BigDecimal sum = all.stream()
                    .filter(one -> option.apply(one).equals(wanted))
                    .map(amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            values.put(key + "[" + wanted + "]", sum);
        }
    }

    private void putPercentage(String key, long part, long whole) {
        if (whole == 0) return;
        values.put(
                key,
                BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64));
    }

    private void put(String key, long value) {
        values.put(key, BigDecimal.valueOf(value));
    }
}

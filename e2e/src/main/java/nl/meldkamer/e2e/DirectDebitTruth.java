package nl.meldkamer.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the items about direct debit batches and their lines have to say. */
final class DirectDebitTruth {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> BATCH_STATUSES_OF_CODE =
            List.of("Cancelled", "Partially Processed", "Partially Failed");
    private static final List<String> REASONS =
            List.of("AC01", "AC04", "AC06", "AG01", "AM04", "MD01", "MD06", "MD07", "MS02", "MS03", "none");

    private final Documents all;
    private final Documents batches;
    private final Documents lines;
    private final Map<String, Row> batchesByName;
    private final Figures figures;

    private DirectDebitTruth(Association association, LocalDateTime now) {
        figures = new Figures(now);
        all = new Documents(association.rows().toList());
        batches = all.ofTable("tabDirect Debit Batch").notCancelled();
        batchesByName = batches.rows().stream().collect(toMap(row -> row.text("name"), Function.identity()));
        lines = all.ofTable("tabDirect Debit Batch Invoice")
                .where(line -> batchesByName.containsKey(line.text("parent")));
    }

    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        DirectDebitTruth truth = new DirectDebitTruth(association, now);
        truth.batches();
        truth.troubledBatches();
        truth.ages();
        truth.consistency();
        truth.lines();
        truth.reasons();
        truth.collection();
        return truth.figures.values();
    }

    private void batches() {
        List<String> options = DirectDebitBatch.STATUSES;
        figures.counts("ver.sepa.batches", options, batches, "status");
        figures.each("ver.sepa.batches.amount", options, batches, "status", found -> found.sum("total_amount"));
        List<String> normal = new ArrayList<>(options);
        normal.addAll(BATCH_STATUSES_OF_CODE);
        figures.put("ver.sepa.batches.strange", batches.count(row -> !normal.contains(row.text("status"))));
        LocalDateTime midnight = today().atStartOfDay();
        Documents ofToday = batches.where(row -> isNotBefore(row.time("creation"), midnight));
        figures.put("ver.sepa.batches.today", ofToday.count());
        figures.put("ver.sepa.batches.today.amount", ofToday.sum("total_amount"));
        figures.put(
                "ver.sepa.batches.today.largest",
                ofToday.rows().stream()
                        .map(row -> row.number("total_amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::max));
    }

    private void troubledBatches() {
        stuck("draft2h", "Draft", "creation", HOUR.multipliedBy(2));
        stuck("generated24h", "Generated", "modified", DAY);
        stuck("submitted7d", "Submitted", "modified", DAY.multipliedBy(7));
        figures.put(
                "ver.sepa.batches.failed7d",
                batches.with("status", "Failed")
                        .count(row -> figures.isWithin(DAY.multipliedBy(7), row.time("modified"))));
        figures.put(
                "ver.sepa.batches.invalid",
                batches.with("status", "Draft", "Generated")
                        .with("validation_status", "Critical Errors", "Validation Failed")
                        .count());
        figures.put(
                "ver.sepa.batches.nofile",
                batches.count(row ->
                        isSubmitted(row) && row.number("sepa_file_generated").signum() == 0));
    }

    private void stuck(String name, String status, String column, Duration window) {
        figures.put(
                "ver.sepa.batches.stuck[" + name + "]",
                batches.with("status", status).count(row -> figures.isBefore(window, row.time(column))));
    }

    private void ages() {
        batches.latest("creation").ifPresent(time -> figures.put("ver.sepa.batch.age", figures.age(time)));
        batches.latest("sepa_generation_date").ifPresent(time -> figures.put("ver.sepa.file.age", figures.age(time)));
        List<Duration> took = batches
                .where(row ->
                        isSubmitted(row) && figures.isWithin(DAY.multipliedBy(30), row.time("sepa_generation_date")))
                .where(row -> figures.isWithin(DAY.multipliedBy(30), row.time("modified")))
                .rows()
                .stream()
                .map(DirectDebitTruth::timeToFile)
                .toList();
        figures.mean("ver.sepa.batch.generation.avg", took, Duration.ofMillis(1));
    }

    private static Duration timeToFile(Row batch) {
        return Duration.between(
                Objects.requireNonNull(batch.time("creation")),
                Objects.requireNonNull(batch.time("sepa_generation_date")));
    }

    private void consistency() {
        Documents lately = batches.where(row -> figures.isWithin(DAY.multipliedBy(90), row.time("creation"))
                && figures.isWithin(DAY.multipliedBy(90), row.time("modified")));
        Map<String, Documents> linesByBatch = lines.by("parent");
        figures.put(
                "ver.sepa.batch.mismatch",
                lately.count(batch ->
                        isUneven(batch, linesByBatch.getOrDefault(batch.text("name"), new Documents(List.of())))));
        Set<String> names =
                lately.where(row -> !Set.of("Failed", "Cancelled").contains(row.text("status"))).rows().stream()
                        .map(row -> row.text("name"))
                        .collect(toSet());
        Map<String, Set<String>> batchesOfInvoice = lines.rows().stream()
                .filter(line -> names.contains(line.text("parent")))
                .filter(line -> !line.text("status").equals("Failed")
                        && !line.text("invoice").isEmpty())
                .collect(groupingBy(line -> line.text("invoice"), mapping(line -> line.text("parent"), toSet())));
        figures.put(
                "ver.sepa.batch.double",
                batchesOfInvoice.values().stream()
                        .filter(found -> found.size() > 1)
                        .count());
        Set<String> active = all.ofTable("tabSEPA Mandate").with("status", "Active").rows().stream()
                .map(row -> row.text("mandate_id"))
                .collect(toSet());
        Predicate<Row> isOpen =
                line -> Set.of("Draft", "Generated").contains(batch(line).text("status"));
        figures.put(
                "ver.sepa.batch.badmandate",
                lines.where(isOpen).count(line -> !active.contains(line.text("mandate_reference"))));
    }

    private static boolean isUneven(Row batch, Documents own) {
        return batch.number("total_amount").compareTo(own.sum("amount")) != 0
                || batch.number("entry_count").longValue() != own.count();
    }

    private void lines() {
        Documents lately = changedWithin30Days();
        List<String> options = DirectDebitBatch.Line.STATUSES;
        figures.counts("ver.sepa.lines", options, lately, "status");
        figures.each("ver.sepa.lines.amount", options, lately, "status", found -> found.sum("amount"));
        figures.percentage(
                "ver.sepa.failure.pct.30d",
                lately.with("status", "Failed").count(),
                lately.with("status", "Failed", "Successful", "Processed").count());
    }

    private Documents changedWithin30Days() {
        return lines.where(
                line -> figures.isWithin(DAY.multipliedBy(30), batch(line).time("modified")));
    }

    private void reasons() {
        List<Row> failed = changedWithin30Days().with("status", "Failed").rows().stream()
                .map(line -> Row.plain("reasons").set("reason", reason(line.text("result_code"))))
                .toList();
        Documents reasons = new Documents(failed);
        figures.counts("ver.sepa.reason", REASONS, reasons, "reason");
        figures.percentage(
                "ver.sepa.reason.mandate.pct",
                reasons.with("reason", "MD01", "MD06").count(),
                changedWithin30Days()
                        .with("status", "Failed", "Successful", "Processed")
                        .count());
    }

    private static String reason(String code) {
        String text = code.strip().toUpperCase(Locale.ROOT);
        return text.length() > 4 ? text.substring(0, 4) : text;
    }

    private void collection() {
        Map<String, Row> invoices = all.ofTable("tabSales Invoice").rows().stream()
                .collect(toMap(row -> row.text("name"), Function.identity()));
        Map<String, BigDecimal> asked = lines
                .where(line -> isSubmitted(batch(line)))
                .where(line -> isFrom(batch(line).date("batch_date"), today().minusDays(35))
                        && isBefore(batch(line).date("batch_date"), today().minusDays(5)))
                .where(line -> invoices.containsKey(line.text("invoice")))
                .rows()
                .stream()
                .collect(toMap(line -> line.text("invoice"), line -> line.number("amount"), BigDecimal::max));
        BigDecimal total = asked.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal paid = asked.entrySet().stream()
                .filter(entry -> isPaid(invoices, entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        figures.put("ver.sepa.asked", total);
        figures.percentage("ver.sepa.collected.pct", paid, total);
        Set<String> inBatches =
                lines.rows().stream().map(line -> line.text("invoice")).collect(toSet());
        figures.put(
                "ver.sepa.outstanding",
                all.ofTable("tabSales Invoice")
                        .where(row -> isSubmitted(row) && inBatches.contains(row.text("name")))
                        .sum("outstanding_amount"));
    }

    private static boolean isPaid(Map<String, Row> invoices, String name) {
        Row invoice = invoices.get(name);
        return invoice != null && invoice.number("outstanding_amount").signum() <= 0;
    }

    private Row batch(Row line) {
        return Objects.requireNonNull(batchesByName.get(line.text("parent")));
    }

    private static boolean isSubmitted(Row document) {
        return document.number("docstatus").intValue() == DirectDebitBatch.SUBMITTED;
    }

    private LocalDate today() {
        return figures.today();
    }

    private static boolean isBefore(@Nullable LocalDate date, LocalDate limit) {
        return date != null && date.isBefore(limit);
    }

    private static boolean isFrom(@Nullable LocalDate date, LocalDate limit) {
        return date != null && !date.isBefore(limit);
    }

    private static boolean isNotBefore(@Nullable LocalDateTime time, LocalDateTime limit) {
        return time != null && !time.isBefore(limit);
    }
}

package nl.meldkamer.e2e;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the items about mandates, returns, retries and the audit log have to say, and those of {@link DirectDebitTruth}. */
final class SepaTruth {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> LEFT =
            Set.of("Expired", "Suspended", "Banned", "Deceased", "Terminated", "Rejected");
    private static final List<String> USAGES =
            List.of("Pending", "Processing", "Collected", "Failed", "Cancelled", "Returned");
    private static final List<String> RETRIES =
            List.of("Pending", "Scheduled", "Retried", "Failed", "Escalated", "Error");

    private final Documents all;
    private final Documents mandates;
    private final Documents lines;
    private final Map<String, Row> batchesByName;
    private final Figures figures;

    private SepaTruth(Association association, LocalDateTime now) {
        figures = new Figures(now);
        all = new Documents(association.rows().toList());
        mandates = all.ofTable("tabSEPA Mandate").notCancelled();
        Documents batches = all.ofTable("tabDirect Debit Batch").notCancelled();
        batchesByName = batches.rows().stream().collect(toMap(row -> row.text("name"), Function.identity()));
        lines = all.ofTable("tabDirect Debit Batch Invoice")
                .where(line -> batchesByName.containsKey(line.text("parent")));
    }

    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        SepaTruth truth = new SepaTruth(association, now);
        truth.mandates();
        truth.useOfMandates();
        truth.returns();
        truth.retries();
        truth.audit();
        truth.figures.values().putAll(DirectDebitTruth.of(association, now));
        return truth.figures.values();
    }

    private void mandates() {
        figures.counts("ver.sepa.mandates", Mandate.STATUSES, mandates, "status");
        Documents active = mandates.with("status", "Active");
        figures.put("ver.sepa.mandates.active", active.count());
        figures.put("ver.sepa.mandates.new.24h", active.count(row -> figures.isWithin(DAY, row.time("creation"))));
        figures.put(
                "ver.sepa.mandates.flag",
                active.count(row -> row.number("is_active").signum() == 0));
        figures.put(
                "ver.sepa.mandates.expired_active", active.count(row -> isBefore(row.date("expiry_date"), today())));
        figures.put(
                "ver.sepa.mandates.expiring",
                active.count(row -> row.date("expiry_date") != null
                        && !isBefore(row.date("expiry_date"), today())
                        && isBefore(row.date("expiry_date"), today().plusDays(31))));
        Set<String> left = all.ofTable("tabMember").where(row -> LEFT.contains(row.text("status"))).rows().stream()
                .map(row -> row.text("name"))
                .collect(toSet());
        figures.put("ver.sepa.mandates.leavers", active.count(row -> left.contains(row.text("member"))));
        LocalDate limit = today().minusMonths(36);
        Set<String> usedLately = usedSince(limit);
        figures.put(
                "ver.sepa.mandates.dormant",
                active.count(row -> isBefore(firstCollection(row), limit) && !usedLately.contains(row.text("name"))));
    }

    private static @Nullable LocalDate firstCollection(Row mandate) {
        LocalDate first = mandate.date("first_collection_date");
        return first == null ? mandate.date("sign_date") : first;
    }

    /** Names of mandates, which are their ids too. */
    private Set<String> usedSince(LocalDate limit) {
        Stream<String> recorded =
                all.ofTable("tabSEPA Mandate Usage").where(use -> isFrom(use.date("usage_date"), limit)).rows().stream()
                        .map(use -> use.text("parent"));
        Stream<String> inBatches = lines
                .where(line -> isSubmitted(batch(line)) && isFrom(batch(line).date("batch_date"), limit))
                .rows()
                .stream()
                .map(line -> line.text("mandate_reference"));
        return Stream.concat(recorded, inBatches).collect(toSet());
    }

    private void useOfMandates() {
        Documents used = all.ofTable("tabSEPA Mandate Usage")
                .where(row -> isFrom(row.date("usage_date"), today().minusDays(29)));
        figures.counts("ver.sepa.mandates.usage", USAGES, used, "status");
        figures.put(
                "ver.sepa.mandates.returned.30d",
                used.with("status", "Returned").count());
    }

    private void returns() {
        Documents files = all.ofTable("tabSEPA Return File Log")
                .where(row -> figures.isWithin(DAY, row.time("processing_date"))
                        && figures.isWithin(DAY, row.time("modified")));
        figures.put("ver.sepa.returns.24h", files.sum("return_count"));
        figures.put("ver.sepa.returns.failed", files.with("status", "Failed").count());
        figures.put(
                "ver.sepa.returns.partial",
                files.with("status", "Partially Processed").count());
        figures.put(
                "ver.sepa.returns.stuck",
                files.with("status", "Processing").count(row -> figures.isBefore(HOUR, row.time("modified"))));
        figures.put("ver.sepa.reversals.failed", files.sum("failed_reversals"));
    }

    private void retries() {
        Documents open = all.ofTable("tabSEPA Payment Retry")
                .where(row -> !row.text("status").equals("Resolved"));
        figures.counts("ver.sepa.retries", RETRIES, open, "status");
        figures.put("ver.sepa.retries.amount", open.sum("original_amount"));
        figures.put(
                "ver.sepa.retries.overdue",
                open.with("status", "Pending", "Scheduled")
                        .count(row -> isBefore(row.date("next_retry_date"), today())));
        figures.put(
                "ver.sepa.retries.attention",
                open.with("status", "Escalated", "Error").count());
    }

    private void audit() {
        Documents day = all.ofTable("tabSEPA Audit Log").where(row -> figures.isWithin(DAY, row.time("timestamp")));
        Documents hour = day.where(row -> figures.isWithin(HOUR, row.time("timestamp")));
        for (String process : AuditEntry.PROCESSES)
            for (String compliance : AuditEntry.COMPLIANCES)
                figures.put(
                        "ver.sepa.audit[" + process + "," + compliance + "]",
                        hour.with("process_type", process)
                                .with("compliance_status", compliance)
                                .count());
        for (String compliance : AuditEntry.COMPLIANCES)
            figures.put(
                    "ver.sepa.audit.24h[" + compliance + "]",
                    day.with("compliance_status", compliance).count());
        figures.percentage(
                "ver.sepa.audit.compliance.pct",
                day.with("compliance_status", "Compliant").count(),
                day.count());
        figures.put(
                "ver.sepa.failed.1h", hour.with("compliance_status", "Failed").count());
        long made = all.ofTable("tabSEPA Mandate").count(row -> figures.isWithin(DAY, row.time("creation")));
        long logged = day.with("process_type", "Mandate Creation").count();
        figures.put("ver.sepa.audit.gap", Math.max(0, made - logged));
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
}

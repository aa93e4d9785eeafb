package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the items about invoices, payments and the bank have to say. */
final class FinanceTruth {

    private static final List<String> BUCKETS =
            List.of("not due", "1-30 days", "31-60 days", "61-90 days", "over 90 days");
    private static final List<String> PROCESSING = List.of(
            "none",
            "SEPA Identified",
            "Fully Reconciled",
            "Partial - Manual Review Required",
            "Excess - Manual Review Required",
            "Manually Reconciled",
            "Return Processed");
    private static final List<String> IMPORTS = List.of("none", "Pending", "In Progress", "Completed", "Failed");
    private static final Duration DAY = Duration.ofDays(1);

    private final Expected expected;
    private final Records invoices;
    private final LocalDate today;

    private FinanceTruth(Expected expected) {
        this.expected = expected;
        this.invoices = expected.all("Sales Invoice");
        this.today = expected.today();
    }

    static void putInto(Expected expected) {
        FinanceTruth truth = new FinanceTruth(expected);
        truth.invoicesOfToday();
        truth.aging();
        truth.collection();
        truth.draftsAndMonth();
        truth.paymentsOfToday();
        truth.openPayments();
        truth.bank();
        truth.imports();
        truth.queueAndPlans();
        truth.mollie();
    }

    static Records dues(Records invoices) {
        return invoices.that(row -> row.is("is_membership_invoice", 1)
                || !row.text("membership_dues_schedule_display").isEmpty());
    }

    static Records open(Expected expected) {
        return expected.all("Sales Invoice")
                .submitted()
                .that(row -> row.number("outstanding_amount").signum() > 0);
    }

    /** Made since midnight, which belongs to today. */
    private Records madeToday(String docType) {
        return expected.all(docType).after("creation", today.atStartOfDay().minusNanos(1));
    }

    private void invoicesOfToday() {
        Records dated = invoices.submitted().numbered("is_return", 0).dated("posting_date", today, today);
        expected.put("ver.invoices.today", dated);
        expected.put("ver.invoices.today.dues", dues(dated));
        expected.put("ver.invoices.today.amount", dated.sum("base_grand_total"));
        Records made = madeToday("Sales Invoice").submitted().numbered("is_return", 0);
        expected.put("ver.invoices.generated.today", made);
        expected.put("ver.invoices.generated.dues", dues(made));
        Records purchases = expected.all("Purchase Invoice")
                .submitted()
                .numbered("is_return", 0)
                .dated("posting_date", today, today);
        expected.put("ver.purchases.today", purchases);
        expected.put("ver.purchases.today.amount", purchases.sum("base_grand_total"));
    }

    private void aging() {
        Records open = open(expected);
        Records overdue = open.before("due_date", today);
        for (String bucket : BUCKETS) {
            Records aged = open.that(row -> bucket(row.date("due_date")).equals(bucket));
            expected.put("ver.invoices.aging.count[" + bucket + "]", aged);
            expected.put("ver.invoices.aging.amount[" + bucket + "]", aged.sum("outstanding_amount"));
        }
        expected.put(
                "ver.invoices.aging.over90",
                open.before("due_date", expected.daysAgo(90)).sum("outstanding_amount"));
        expected.put("ver.invoices.overdue", overdue);
        expected.put("ver.invoices.overdue.amount", overdue.sum("outstanding_amount"));
        expected.put("ver.invoices.outstanding.amount", open.sum("outstanding_amount"));
    }

    private String bucket(@Nullable LocalDate due) {
        long days = due == null ? 0 : today.toEpochDay() - due.toEpochDay();
        if (days <= 0) return "not due";
        if (days <= 30) return "1-30 days";
        if (days <= 60) return "31-60 days";
        return days <= 90 ? "61-90 days" : "over 90 days";
    }

    private void collection() {
        Records due = invoices.submitted()
                .numbered("is_return", 0)
                .dated("posting_date", today.minusMonths(12).plusDays(1), LocalDate.MAX)
                .dated("due_date", expected.daysAgo(30), expected.daysAgo(1));
        long paid =
                due.that(row -> row.number("outstanding_amount").signum() <= 0).count();
        BigDecimal total = due.sum("grand_total");
        expected.putPercentage("ver.invoices.paid.pct", paid, due.count());
        expected.putPercentage("ver.invoices.collected.pct", total.subtract(due.sum("outstanding_amount")), total);
    }

    private void draftsAndMonth() {
        Records drafts = invoices.numbered("docstatus", 0).before("creation", expected.ago(DAY));
        expected.put("ver.invoices.draft.stuck", drafts);
        expected.putAge("ver.invoices.draft.oldest", drafts.oldest("creation"));
        Records month = invoices.submitted().dated("posting_date", today.withDayOfMonth(1), today);
        expected.put("ver.invoices.billed.mtd", month.sum("base_grand_total"));
        expected.put("ver.invoices.creditnotes.mtd", month.numbered("is_return", 1));
    }

    private void paymentsOfToday() {
        Records made = madeToday("Payment Entry");
        long cancelled = made.numbered("docstatus", 2).count();
        expected.put("ver.payments.today[submitted]", made.submitted());
        expected.put("ver.payments.today[draft]", made.numbered("docstatus", 0));
        expected.put("ver.payments.today[cancelled]", cancelled);
        expected.put(
                "ver.payments.today.received",
                made.submitted().with("payment_type", "Receive").sum("paid_amount"));
        long submitted = made.submitted().count();
        expected.putPercentage("ver.payments.success.pct", submitted, submitted + cancelled);
        expected.put("ver.journal.today", madeToday("Journal Entry").submitted());
    }

    private void openPayments() {
        Records payments = expected.all("Payment Entry");
        Records receipts = payments.with("payment_type", "Receive");
        expected.put("ver.payments.pending", receipts.numbered("docstatus", 0));
        expected.put(
                "ver.payments.noreference",
                payments.submitted()
                        .with("reference_no", "")
                        .without("mode_of_payment", "Cash")
                        .after("creation", expected.ago(DAY.multipliedBy(90))));
        expected.put(
                "ver.payments.unallocated",
                receipts.submitted()
                        .that(row -> row.number("unallocated_amount").signum() > 0));
    }

    private void bank() {
        Records open =
                expected.all("Bank Transaction").submitted().without("status", "Settled", "Reconciled", "Cancelled");
        expected.putCounts("ver.bank.open", PROCESSING, open, "custom_processing_status");
        expected.putSums("ver.bank.open.amount", PROCESSING, open, "custom_processing_status", "unallocated_amount");
        expected.put("ver.bank.open.total", open);
        expected.put(
                "ver.bank.review",
                open.that(row -> row.text("custom_processing_status").contains("Manual Review")));
        expected.putUnknown("ver.bank.unknown", PROCESSING, open, "custom_processing_status");
        expected.putAge("ver.bank.open.oldest", open.oldest("date"));
    }

    private void imports() {
        Records imports = expected.all("MT940 Import").notCancelled();
        Set<Row> recent = Set.copyOf(
                imports.after("creation", expected.ago(DAY.multipliedBy(30))).rows());
        Records completed = imports.with("import_status", "Completed");
        expected.putEach(
                "ver.bank.import",
                IMPORTS,
                imports,
                "import_status",
                each -> BigDecimal.valueOf(each.that(recent::contains).count()));
        expected.putUnknown("ver.bank.import.unknown", IMPORTS, imports.that(recent::contains), "import_status");
        expected.put(
                "ver.bank.import.failed",
                imports.with("import_status", "Failed")
                        .that(recent::contains)
                        .that(failed -> completed
                                .with("import_type", failed.text("import_type"))
                                .newest("creation")
                                .filter(last -> last.isAfter(failedAt(failed)))
                                .isEmpty()));
        completed
                .newest("statement_to_date")
                .ifPresent(reach -> expected.put("ver.bank.statement.age", expected.age(reach)));
    }

    private static LocalDateTime failedAt(Row failed) {
        @Nullable LocalDateTime created = failed.time("creation");
        return created == null ? LocalDateTime.MAX : created;
    }

    private void queueAndPlans() {
        Records queue = expected.all("Payment History Update Queue").without("status", "Completed");
        expected.putCounts("ver.payhist.queue", List.of("Pending", "Processing", "Failed"), queue, "status");
        expected.put("ver.payhist.failed", queue.with("status", "Failed"));
        Records plans = expected.all("Payment Plan").notCancelled().with("status", "Active");
        Set<String> names = plans.texts("name").collect(Collectors.toSet());
        Records overdue = expected.all("Payment Plan Installment")
                .with("status", "Pending", "Overdue")
                .before("due_date", today)
                .that(row -> names.contains(row.text("parent")));
        expected.put("ver.plans.active", plans);
        expected.put("ver.plans.overdue", overdue);
        expected.put("ver.plans.overdue.amount", overdue.sum("amount"));
    }

    private void mollie() {
        Records hour = expected.all("Mollie Audit Log").after("timestamp", expected.ago(Duration.ofHours(1)));
        expected.putCounts("ver.mollie.audit", List.of("success", "failed", "warning"), hour, "status");
        expected.put("ver.mollie.failed", hour.with("status", "failed"));
    }
}

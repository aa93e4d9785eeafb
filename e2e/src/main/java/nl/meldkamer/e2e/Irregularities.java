package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Direct debit as it is in a site that has been in use for years: empty statuses and such that the app does not know,
 * cancelled documents, dates on the edge of a window; and in trouble, one of everything that must not be.
 */
final class Irregularities {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int IMPORTED_MANDATES = 120;

    private final List<Row> rows = new ArrayList<>();
    private final Moments moments;
    private final List<Member> active;
    private final Invoice open;

    Irregularities(List<Member> members, List<Invoice> invoices, Moments moments, Health health) {
        this.moments = moments;
        active = members.stream().filter(Member::isActive).toList();
        open = invoices.stream()
                .filter(invoice -> !invoice.isPaid())
                .findFirst()
                .orElse(invoices.get(0));
        addMandates();
        addUseOfMandates();
        addReturns();
        addRetries();
        addEdgesOfBatches();
        if (health == Health.TROUBLED) addTrouble(members);
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private void addMandates() {
        addMandate("odd-1", null, 0).set("status", null);
        addMandate("odd-2", "", 0);
        addMandate("odd-3", "Paused", 0);
        addMandate("odd-4", "Active", 1).set("docstatus", 2);
        addMandate("expires-today", "Active", 1).set("expiry_date", moments.today());
        addMandate("expires-last", "Active", 1)
                .set("expiry_date", moments.today().plusDays(30));
        addMandate("expires-later", "Active", 1)
                .set("expiry_date", moments.today().plusDays(31));
        addMandate("endless", "Active", 1);
        rows.add(mandate("new", "Active", 1, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(20))));
        rows.add(mandate("newest", "Active", 1, moments.ago(MINUTE.multipliedBy(8), MINUTE.multipliedBy(40))));
        rows.add(mandate("edge", "Active", 1, moments.now().minusDays(1)));
    }

    private Row addMandate(String name, @Nullable String status, int isActive) {
        Row row = mandate(name, status, isActive, moments.on(moments.today().minusDays(400)));
        rows.add(row);
        return row;
    }

    private Row mandate(String name, @Nullable String status, int isActive, LocalDateTime created) {
        String id = "MANDATE-" + name;
        return Row.of("SEPA Mandate", id, created)
                .set("mandate_id", id)
                .set("member", active.get(0).name())
                .set("status", status)
                .set("sign_date", created.toLocalDate())
                .set("is_active", isActive);
    }

    private void addUseOfMandates() {
        String[] statuses = {
            "Pending",
            "Processing",
            "Collected",
            "Collected",
            "Failed",
            "Cancelled",
            "Returned",
            "Returned",
            "",
            "Lost",
            null
        };
        for (int i = 0; i < statuses.length; i++) addUse("USE-" + i, "MANDATE-endless", statuses[i], 1 + i);
        addUse("USE-last", "MANDATE-endless", "Collected", 29);
        addUse("USE-edge", "MANDATE-endless", "Collected", 30);
        addUse("USE-old", "MANDATE-endless", "Returned", 200);
    }

    private void addUse(String name, String mandate, @Nullable String status, int daysAgo) {
        LocalDate date = moments.today().minusDays(daysAgo);
        rows.add(Row.of("SEPA Mandate Usage", name, moments.on(date))
                .childOf("SEPA Mandate", mandate, "usage_history", 1)
                .set("usage_date", date)
                .set("amount", 10)
                .set("status", status));
    }

    private void addReturns() {
        addReturn("good", "Completed", 3, 0, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9)));
        addReturn("part", "Partially Processed", 2, 0, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9)));
        addReturn("now", "Processing", 0, 0, moments.ago(MINUTE.multipliedBy(8), MINUTE.multipliedBy(30)));
        addReturn("edge", "Failed", 50, 9, moments.now().minusDays(1));
    }

    private void addReturn(String name, String status, int returns, int failed, LocalDateTime at) {
        rows.add(Row.of("SEPA Return File Log", "RETURN-" + name, at)
                .set("file_hash", name)
                .set("processing_date", at)
                .set("status", status)
                .set("return_count", returns)
                .set("failed_reversals", failed));
    }

    private void addRetries() {
        addRetry("today", "Scheduled", moments.today());
        addRetry("pending", "Pending", moments.today().plusDays(60));
        addRetry("retried", "Retried", moments.today().minusDays(9));
        addRetry("failed", "Failed", moments.today().minusDays(9));
        addRetry("resolved", "Resolved", moments.today().minusDays(9));
        addRetry("empty", null, moments.today().minusDays(9));
        addRetry("unknown", "Waived", moments.today().minusDays(9));
    }

    private void addRetry(String name, @Nullable String status, LocalDate next) {
        rows.add(Row.of(
                        "SEPA Payment Retry",
                        "RETRY-" + name,
                        moments.on(moments.today().minusDays(10)))
                .set("status", status)
                .set("original_amount", new BigDecimal("12.34"))
                .set("next_retry_date", next));
    }

    /** A batch with lines of every kind that is good as a whole. */
    private void addEdgesOfBatches() {
        LocalDateTime created = moments.ago(DAY.multipliedBy(10), DAY.multipliedBy(12));
        addBatch("edges", "Processed", 1, created, 8, "8.00");
        addLine("edges", 1, null, "", "");
        addLine("edges", 2, "", "", "");
        addLine("edges", 3, "Refunded", "", "");
        addLine("edges", 4, "Failed", " am04", "");
        addLine("edges", 5, "Failed", "ms02 refused", "");
        addLine("edges", 6, "Failed", "ZZ99", "");
        addLine("edges", 7, "Failed", "", "");
        addLine("edges", 8, "Successful", "", open.name() + "-gone");
        LocalDateTime cancelled = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(3));
        addBatch("cancelled", "Draft", 2, cancelled, 5, "1.00");
        addLine("cancelled", 1, "Failed", "MD01", open.name());
        LocalDateTime today = moments.ago(MINUTE.multipliedBy(8), MINUTE.multipliedBy(40));
        addBatch("today", "Processed", 1, today, 0, "0.00");
    }

    private Row addBatch(
            String name, @Nullable String status, int docstatus, LocalDateTime created, int entries, String total) {
        Row row = Row.of("Direct Debit Batch", "ODD-" + name, created)
                .set("docstatus", docstatus)
                .set("batch_date", created.toLocalDate())
                .set("status", status)
                .set("validation_status", "Passed")
                .set("total_amount", new BigDecimal(total))
                .set("entry_count", entries)
                .set("sepa_file_generated", 1)
                .set("sepa_generation_date", created.plusSeconds(10));
        rows.add(row);
        return row;
    }

    private void addLine(String batch, int index, @Nullable String status, String reason, String invoice) {
        addLine(batch, index, status, reason, invoice, "MANDATE-endless");
    }

    private void addLine(
            String batch, int index, @Nullable String status, String reason, String invoice, @Nullable String mandate) {
        LocalDateTime created = rows.stream()
                .filter(row -> row.text("name").equals("ODD-" + batch))
                .map(row -> row.time("creation"))
                .findFirst()
                .orElseThrow();
        rows.add(Row.of("Direct Debit Batch Invoice", "ODD-" + batch + "-" + index, created)
                .childOf("Direct Debit Batch", "ODD-" + batch, "invoices", index)
                .set("invoice", invoice)
                .set("amount", BigDecimal.ONE)
                .set("mandate_reference", mandate)
                .set("status", status)
                .set("result_code", reason));
    }

    private void addTrouble(List<Member> members) {
        LocalDate today = moments.today();
        addMandate("expired", "Active", 1).set("expiry_date", today.minusDays(1));
        addMandate("unflagged", "Active", 0);
        Member leaver = members.stream()
                .filter(member -> member.status().equals("Terminated"))
                .findFirst()
                .orElseThrow();
        addMandate("leaver", "Active", 1).set("member", leaver.name());
        addMandate("dormant", "Active", 1)
                .set("first_collection_date", today.minusMonths(36).minusDays(1));
        addMandate("old-but-used", "Active", 1).set("first_collection_date", today.minusYears(5));
        addUse("USE-still", "MANDATE-old-but-used", "Collected", 900);
        IntStream.range(0, IMPORTED_MANDATES)
                .mapToObj(i ->
                        mandate("imported-" + i, "Draft", 0, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(20))))
                .forEach(rows::add);
        addTroubledBatches();
        LocalDateTime lately = moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9));
        addReturn("failed", "Failed", 9, 2, lately);
        addReturn("stuck", "Processing", 1, 0, lately);
        addRetry("overdue", "Pending", today.minusDays(1));
        addRetry("escalated", "Escalated", today.minusDays(3));
        addRetry("error", "Error", today.minusDays(3));
        for (int i = 0; i < 12; i++) addUse("USE-returned-" + i, "MANDATE-endless", "Returned", 2 + i);
    }

    private void addTroubledBatches() {
        LocalDateTime lately = moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9));
        addBatch("none", null, 0, lately, 0, "0.00").set("sepa_generation_date", null);
        addBatch("blank", "", 0, lately, 0, "0.00").set("sepa_generation_date", null);
        addBatch("unknown", "On Hold", 1, lately, 0, "0.00");
        addBatch("partial", "Partially Processed", 1, lately, 0, "0.00");
        addBatch("refunded", "Processed", 1, lately, 1, "1.00");
        addLine("refunded", 1, "Failed", "MD06 refund", "");
        addBatch("uneven", "Processed", 1, lately, 1, "7.00");
        addLine("uneven", 1, "Processed", "", "");
        addBatch("miscounted", "Processed", 1, lately, 3, "1.00");
        addLine("miscounted", 1, "Processed", "", "");
        addBatch("twice-1", "Submitted", 1, lately, 2, "2.00");
        addLine("twice-1", 1, "Pending", "", open.name());
        addLine("twice-1", 2, "Failed", "AC06", "TRIED-AGAIN");
        addBatch("twice-2", null, 0, lately, 2, "2.00").set("sepa_generation_date", null);
        addLine("twice-2", 1, null, "", open.name());
        addLine("twice-2", 2, "Pending", "", "TRIED-AGAIN");
        addBatch("open", "Draft", 0, lately, 3, "3.00").set("sepa_generation_date", null);
        addLine("open", 1, "Pending", "", "", null);
        addLine("open", 2, "Pending", "", "", "MANDATE-odd-3");
        addLine("open", 3, "Pending", "", "", "MANDATE-endless");
    }
}

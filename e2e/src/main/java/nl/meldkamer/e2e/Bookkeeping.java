package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is booked besides the collections: dues schedules that are wrong, invoices, payments. In good health a
 * quiet day; in trouble something of everything, and beside each thing that counts one that only just does not.
 */
final class Bookkeeping {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Row> rows = new ArrayList<>();
    private final List<Member> active;
    private final Moments moments;
    private final LocalDate today;
    private final LocalDateTime longAgo;
    private final LocalDateTime daysAgo;
    private final LocalDateTime midnight;
    private final LocalDateTime beforeMidnight;

    Bookkeeping(List<Member> members, Moments moments, Health health) {
        this.active = members.stream().filter(Member::isActive).toList();
        this.moments = moments;
        this.today = moments.today();
        this.longAgo = moments.on(today.minusDays(700));
        this.daysAgo = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(4));
        this.midnight = today.atStartOfDay();
        this.beforeMidnight = midnight.minusNanos(1000);
        addQuietDay();
        if (health == Health.GOOD) return;
        addSchedules();
        addAmendments();
        addInvoices();
        addPurchases();
        addPayments();
        addQueueAndPlans();
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private Row add(String docType, LocalDateTime created) {
        Row row = Row.of(docType, "BOOK-" + (rows.size() + 1), created);
        rows.add(row);
        return row;
    }

    private void addQuietDay() {
        LocalDateTime earlier =
                midnight.plus(Duration.between(midnight, moments.now()).dividedBy(2));
        for (int i = 0; i < 3; i++)
            invoice(earlier, today.plusDays(14), "12.50", "12.50").set("is_membership_invoice", i % 2);
        invoice(midnight, today.plusDays(14), "30", "0").set("membership_dues_schedule_display", "DUES-00001");
        add("Purchase Invoice", earlier)
                .set("docstatus", 1)
                .set("posting_date", today)
                .set("base_grand_total", new BigDecimal("180.25"));
        payment(earlier, 1, "Receive", "REF-1", "25.50");
        payment(midnight, 1, "Pay", "REF-2", "180.25");
        add("Journal Entry", earlier).set("docstatus", 1);
        add("Payment History Update Queue", earlier).set("status", "Pending");
        add("Payment History Update Queue", earlier).set("status", "Completed");
        String plan = plan("Active", 0);
        instalment(plan, "Paid", today.minusDays(20));
        instalment(plan, "Pending", today.plusDays(10));
    }

    private void addSchedules() {
        for (String status : List.of("Paused", "Test", "", "Bevroren")) schedule(status, "Monthly");
        schedule(null, "Monthly");
        for (String frequency : List.of("Daily", "Semi-Annual", "Biennial", "")) schedule("Active", frequency);
        schedule("Active", null);
        schedule("Paused", "Annual").set("is_template", 1);
        schedule("Active", "Annual").set("test_mode", 1);
        due(1, 0);
        due(2, 0);
        due(-10, 11);
        due(-10, 12);
        schedule("Active", "Monthly").set("auto_generate", 1).set("next_invoice_date", null);
        schedule("Active", "Monthly").set("uses_custom_amount", 1).set("custom_amount_approved", 0);
        schedule("Active", "Monthly").set("uses_custom_amount", 1).set("custom_amount_approved", 1);
        schedule("Paused", "Monthly").set("uses_custom_amount", 1).set("custom_amount_approved", 0);
        addStalledSchedules();
    }

    /** Of four that take their next invoice for made one is right: its invoice exists and is not cancelled. */
    private void addStalledSchedules() {
        LocalDate date = today.plusDays(5);
        for (int i = 0; i < 3; i++) stalled(active.get(i).name(), date);
        stalled("MEM-GONE", date);
        invoice(daysAgo, date.plusDays(14), "8", "8")
                .set("customer", active.get(0).customer())
                .set("posting_date", date);
        invoice(daysAgo, date.plusDays(14), "8", "8")
                .set("customer", active.get(1).customer())
                .set("posting_date", date)
                .set("docstatus", 2);
    }

    private void stalled(String member, LocalDate date) {
        schedule("Active", "Quarterly")
                .set("member", member)
                .set("auto_generate", 1)
                .set("next_invoice_date", date)
                .set("last_invoice_date", date);
    }

    private void due(int daysOverdue, int daysBefore) {
        schedule("Active", "Monthly")
                .set("auto_generate", 1)
                .set("next_invoice_date", today.minusDays(daysOverdue))
                .set("invoice_days_before", daysBefore);
    }

    private Row schedule(@Nullable String status, @Nullable String frequency) {
        return add("Membership Dues Schedule", longAgo)
                .set("member", "")
                .set("membership_type", MemberRegister.TYPES.get(0))
                .set("status", status)
                .set("billing_frequency", frequency)
                .set("dues_rate", new BigDecimal("4.75"))
                .set("next_invoice_date", today.plusDays(3));
    }

    private void addAmendments() {
        amendment("Pending Approval", 12, 3);
        amendment("Pending Approval", 2, -1);
        amendment("Approved", 40, -1);
        amendment("Approved", 40, 0);
        amendment("Applied", 90, -30);
        amendment("Draft", 90, -30);
    }

    private void amendment(String status, int requestedDaysAgo, int effectiveInDays) {
        add("Contribution Amendment Request", longAgo)
                .set("status", status)
                .set("requested_date", today.minusDays(requestedDaysAgo))
                .set("effective_date", today.plusDays(effectiveInDays));
    }

    private void addInvoices() {
        for (int days : new int[] {0, 1, 30, 31, 60, 61, 90, 91, 200})
            invoice(daysAgo, today.minusDays(days), "40", "39.99").set("posting_date", today.minusDays(days + 14L));
        invoice(daysAgo, null, "40", "40");
        invoice(daysAgo, today.minusDays(3), "40", "-5");
        invoice(daysAgo, today.minusDays(3), "40", "40").set("docstatus", 2);
        invoice(daysAgo, today.minusDays(3), "40", "40").set("posting_date", today.minusDays(500));
        invoice(daysAgo, today.minusDays(3), "-40", "0").set("is_return", 1);
        for (int i = 0; i < 6; i++)
            invoice(daysAgo.minusHours(i), today, "9", "9").set("docstatus", 0);
        LocalDateTime lately = moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9));
        invoice(lately, today, "9", "9").set("docstatus", 0);
        invoice(beforeMidnight, today, "21", "21").set("posting_date", today);
        invoice(midnight, today, "100", "0")
                .set("conversion_rate", new BigDecimal("0.9"))
                .set("base_grand_total", 90);
        invoice(midnight, today, "-15", "-15").set("is_return", 1);
        invoice(midnight, today, "11", "11").set("docstatus", 2);
        invoice(midnight, today.plusDays(3), "12", "12").set("posting_date", today.plusDays(1));
    }

    private Row invoice(LocalDateTime created, @Nullable LocalDate due, String amount, String outstanding) {
        Member member = active.get(rows.size() % active.size());
        return add("Sales Invoice", created)
                .set("docstatus", 1)
                .set("customer", "CUST-OTHER")
                .set("member", member.name())
                .set("posting_date", created.toLocalDate())
                .set("due_date", due)
                .set("grand_total", new BigDecimal(amount))
                .set("base_grand_total", new BigDecimal(amount))
                .set("outstanding_amount", new BigDecimal(outstanding));
    }

    private void addPurchases() {
        for (int docstatus : new int[] {0, 2})
            add("Purchase Invoice", midnight)
                    .set("docstatus", docstatus)
                    .set("posting_date", today)
                    .set("base_grand_total", 50);
        add("Purchase Invoice", midnight)
                .set("docstatus", 1)
                .set("is_return", 1)
                .set("posting_date", today)
                .set("base_grand_total", -20);
        add("Journal Entry", midnight).set("docstatus", 2);
        add("Journal Entry", beforeMidnight).set("docstatus", 1);
    }

    private void addPayments() {
        payment(midnight, 2, "Receive", "REF", "10");
        payment(midnight, 0, "Receive", "", "10");
        payment(midnight, 0, "Pay", "", "10");
        payment(beforeMidnight, 1, "Receive", "REF", "10");
        for (int i = 0; i < 6; i++) payment(daysAgo, 1, "Receive", i % 2 == 0 ? "" : null, "10");
        payment(daysAgo, 1, "Receive", "", "10").set("mode_of_payment", "Cash");
        payment(longAgo, 1, "Receive", "", "10");
        payment(longAgo, 1, "Receive", "REF", "10").set("unallocated_amount", new BigDecimal("2.5"));
        payment(daysAgo, 1, "Pay", "REF", "10").set("unallocated_amount", new BigDecimal("2.5"));
    }

    private Row payment(LocalDateTime created, int docstatus, String type, @Nullable String reference, String amount) {
        return add("Payment Entry", created)
                .set("docstatus", docstatus)
                .set("payment_type", type)
                .set("posting_date", created.toLocalDate())
                .set("paid_amount", new BigDecimal(amount))
                .set("reference_no", reference);
    }

    private void addQueueAndPlans() {
        for (int i = 0; i < 12; i++)
            add("Payment History Update Queue", daysAgo).set("status", "Failed");
        for (String status : List.of("Processing", ""))
            add("Payment History Update Queue", daysAgo).set("status", status);
        add("Payment History Update Queue", daysAgo).set("status", null);
        String plan = plan("Active", 0);
        instalment(plan, "Pending", today.minusDays(1));
        instalment(plan, "Overdue", today.minusDays(31));
        instalment(plan, "Pending", today);
        instalment(plan, "Skipped", today.minusDays(61));
        plan("Active", 0);
        instalment(plan("Cancelled", 0), "Overdue", today.minusDays(31));
        instalment(plan("Active", 2), "Overdue", today.minusDays(31));
    }

    private String plan(String status, int docstatus) {
        return add("Payment Plan", longAgo)
                .set("status", status)
                .set("docstatus", docstatus)
                .text("name");
    }

    private void instalment(String plan, String status, LocalDate due) {
        add("Payment Plan Installment", longAgo)
                .childOf("Payment Plan", plan, "installments", rows.size())
                .set("status", status)
                .set("due_date", due)
                .set("amount", new BigDecimal("15.05"));
    }
}

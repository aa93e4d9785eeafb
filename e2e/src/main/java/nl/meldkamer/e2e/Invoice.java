package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** An invoice for dues. */
record Invoice(String name, Member member, BigDecimal amount, LocalDateTime created, LocalDate due, boolean isPaid) {

    Row row(LocalDate today) {
        return Row.of("Sales Invoice", name, created)
                .set("docstatus", 1)
                .set("company", "Vereniging De Linde")
                .set("customer", member.customer())
                .set("posting_date", created.toLocalDate())
                .set("due_date", due)
                .set("currency", "EUR")
                .set("conversion_rate", 1)
                .set("grand_total", amount)
                .set("base_grand_total", amount)
                .set("outstanding_amount", isPaid ? BigDecimal.ZERO : amount)
                .set("status", status(today))
                .set("member", member.name())
                .set("membership", member.membership())
                .set("is_membership_invoice", 1)
                .set("membership_dues_schedule_display", member.schedule());
    }

    private String status(LocalDate today) {
        if (isPaid) return "Paid";
        return due.isBefore(today) ? "Overdue" : "Unpaid";
    }
}

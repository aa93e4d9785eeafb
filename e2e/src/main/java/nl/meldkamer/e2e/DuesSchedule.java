package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a member pays, how much, and when next.
 *
 * @param member null for a template
 */
record DuesSchedule(
        String name,
        @Nullable Member member,
        String status,
        String frequency,
        BigDecimal rate,
        Kind kind,
        boolean isAutomatic,
        @Nullable LocalDate nextInvoice,
        LocalDateTime created) {

    /** Only a schedule that is billed counts. */
    enum Kind {
        BILLED,
        TEMPLATE,
        TEST
    }

    static final List<String> FREQUENCIES = List.of("Annual", "Semi-Annual", "Quarterly", "Monthly", "Daily", "Custom");

    /** Those of which it is known. */
    static final Map<String, Integer> PERIODS_PER_YEAR =
            Map.of("Annual", 1, "Semi-Annual", 2, "Quarterly", 4, "Monthly", 12, "Daily", 365);

    boolean isLive() {
        return status.equals("Active") && kind == Kind.BILLED;
    }

    Row row() {
        return Row.of("Membership Dues Schedule", name, created)
                .set("schedule_name", name)
                .set("is_template", kind == Kind.TEMPLATE ? 1 : 0)
                .set("member", member == null ? "" : member.name())
                .set("membership", member == null ? "" : member.membership())
                .set("membership_type", member == null ? "" : member.type())
                .set("status", status)
                .set("billing_frequency", frequency)
                .set("auto_generate", isAutomatic ? 1 : 0)
                .set("test_mode", kind == Kind.TEST ? 1 : 0)
                .set("next_invoice_date", nextInvoice)
                .set("invoice_days_before", 0)
                .set("dues_rate", rate)
                .set("currency", "EUR")
                .set("contribution_mode", "Tier");
    }
}

package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the items about memberships and dues have to say. */
final class DuesTruth {

    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final List<String> MEMBERSHIP_STATUSES =
            List.of("Draft", "Active", "Pending", "Inactive", "Expired", "Cancelled");

    private final Expected expected;
    private final Records schedules;
    private final Records live;
    private final Records automatic;

    private DuesTruth(Expected expected) {
        this.expected = expected;
        this.schedules = expected.all("Membership Dues Schedule");
        this.live = live(expected);
        this.automatic = live.numbered("auto_generate", 1);
    }

    static void putInto(Expected expected) {
        DuesTruth truth = new DuesTruth(expected);
        truth.memberships();
        truth.cancelled();
        truth.types();
        truth.renewals();
        truth.active();
        truth.due();
        truth.kinds();
        truth.records();
        truth.amendments();
        truth.newestInvoice();
    }

    /** The schedules that bill somebody. */
    static Records live(Expected expected) {
        return expected.all("Membership Dues Schedule")
                .with("status", "Active")
                .numbered("is_template", 0)
                .numbered("test_mode", 0);
    }

    private void memberships() {
        Records submitted = expected.all("Membership").submitted();
        expected.putCounts("ver.memberships.count", MEMBERSHIP_STATUSES, submitted, "status");
        expected.put("ver.memberships.active", submitted.with("status", "Active"));
        expected.putUnknown("ver.memberships.unknown", MEMBERSHIP_STATUSES, submitted, "status");
    }

    private void cancelled() {
        Records cancelled =
                expected.all("Membership").with("status", "Cancelled").that(row -> !row.is("docstatus", 0));
        LocalDate today = expected.today();
        LocalDate yesterday = expected.daysAgo(1);
        expected.put("ver.memberships.cancelled.today", cancelled.dated("cancellation_date", today, today));
        expected.put("ver.memberships.cancelled.yesterday", cancelled.dated("cancellation_date", yesterday, yesterday));
        expected.put(
                "ver.memberships.cancelled.30d", cancelled.dated("cancellation_date", expected.daysAgo(29), today));
    }

    private void types() {
        Map<String, Records> members =
                expected.all("Membership").submitted().with("status", "Active").by("membership_type");
        Map<String, Records> paying = live.by("membership_type");
        expected.all("Membership Type").texts("name").forEach(type -> {
            expected.put(
                    "ver.memberships.type[" + type + "]",
                    members.getOrDefault(type, new Records(List.of()))
                            .texts("member")
                            .distinct()
                            .count());
            expected.put(
                    "ver.memberships.dues[" + type + "]", yearly(paying.getOrDefault(type, new Records(List.of()))));
        });
    }

    private static BigDecimal yearly(Records schedules) {
        return schedules.rows().stream()
                .map(row -> row.number("dues_rate")
                        .multiply(BigDecimal.valueOf(
                                DuesSchedule.PERIODS_PER_YEAR.getOrDefault(row.text("billing_frequency"), 0))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void renewals() {
        Records active = expected.all("Membership").submitted().with("status", "Active");
        Records grace = active.with("grace_period_status", "Grace Period");
        LocalDate today = expected.today();
        expected.put("ver.memberships.expiring.30d", active.dated("renewal_date", today, today.plusDays(30)));
        expected.put("ver.memberships.expired.open", active.before("renewal_date", today));
        expected.put("ver.memberships.grace", grace);
        expected.put("ver.memberships.grace.over", grace.before("grace_period_expiry_date", today));
    }

    private void active() {
        List<String> known = DuesSchedule.FREQUENCIES;
        expected.put("ver.dues.active", live);
        expected.putCounts("ver.dues.active", known, live, "billing_frequency");
        expected.putSums("ver.dues.amount", known, live, "billing_frequency", "dues_rate");
        expected.putUnknown("ver.dues.active.unknown", known, live, "billing_frequency");
        expected.put("ver.dues.yearly.expected", yearly(live));
    }

    private void due() {
        Records past = automatic.before("next_invoice_date", expected.today());
        expected.put("ver.dues.past_due", past);
        expected.put("ver.dues.stuck7d", automatic.before("next_invoice_date", expected.daysAgo(6)));
        expected.putAge("ver.dues.oldest", past.oldest("next_invoice_date"));
        expected.put("ver.dues.nodate", automatic.that(row -> row.get("next_invoice_date") == null));
        expected.put(
                "ver.dues.zerorate",
                automatic.that(row -> row.number("dues_rate").signum() <= 0));
        expected.put("ver.dues.late", automatic.that(this::isLate));
    }

    private boolean isLate(Row schedule) {
        @Nullable LocalDate next = schedule.date("next_invoice_date");
        long ahead = schedule.number("invoice_days_before").longValue();
        return next != null && next.minusDays(ahead).isBefore(expected.daysAgo(1));
    }

    private void kinds() {
        Records real = schedules.numbered("is_template", 0);
        expected.put("ver.dues.total", schedules);
        expected.put("ver.dues.templates", schedules.numbered("is_template", 1));
        expected.put("ver.dues.paused", real.with("status", "Paused"));
        expected.put("ver.dues.test", real.that(row -> row.text("status").equals("Test") || row.is("test_mode", 1)));
        expected.putUnknown("ver.dues.unknown", List.of("Active", "Paused", "Cancelled", "Test"), schedules, "status");
    }

    private void records() {
        Map<String, String> customers = expected.all("Member").rows().stream()
                .collect(Collectors.toMap(row -> row.text("name"), row -> row.text("customer")));
        Set<String> invoiced = expected.all("Sales Invoice").notCancelled().rows().stream()
                .map(row -> row.text("customer") + row.get("posting_date"))
                .collect(Collectors.toSet());
        expected.put("ver.dues.stalled", automatic.that(row -> {
            @Nullable LocalDate last = row.date("last_invoice_date");
            return last != null
                    && last.equals(row.date("next_invoice_date"))
                    && !invoiced.contains(customers.getOrDefault(row.text("member"), "-") + last);
        }));
        expected.put("ver.dues.duplicate", MemberTruth.repeated(live.without("member", ""), "member"));
        expected.put(
                "ver.dues.unapproved", live.numbered("uses_custom_amount", 1).numbered("custom_amount_approved", 0));
    }

    private void amendments() {
        Records amendments = expected.all("Contribution Amendment Request");
        Records pending = amendments.with("status", "Pending Approval");
        expected.put("ver.dues.amendments.pending", pending);
        expected.put(
                "ver.dues.amendments.unapplied",
                amendments.with("status", "Approved").before("effective_date", expected.today()));
        expected.putAge("ver.dues.amendments.oldest", pending.oldest("requested_date"));
    }

    private void newestInvoice() {
        long age = FinanceTruth.dues(expected.all("Sales Invoice").submitted())
                .after("creation", expected.ago(THIRTY_DAYS))
                .newest("creation")
                .map(expected::age)
                .orElse(THIRTY_DAYS.toSeconds());
        expected.put("ver.dues.invoice.age", age);
    }
}

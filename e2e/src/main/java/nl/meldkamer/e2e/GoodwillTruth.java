package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the items about volunteers and donations have to say. */
final class GoodwillTruth {

    private static final List<String> STATUSES = List.of("New", "Onboarding", "Active", "Inactive", "Retired");
    private static final List<String> EXPENSES = List.of("Draft", "Submitted", "Approved");
    private static final List<String> PAYING = List.of("Open", "Pending", "Completed", "Cancelled", "Error");

    private final Expected expected;
    private final LocalDate today;

    private GoodwillTruth(Expected expected) {
        this.expected = expected;
        this.today = expected.today();
    }

    static void putInto(Expected expected) {
        GoodwillTruth truth = new GoodwillTruth(expected);
        truth.volunteers();
        truth.expenses();
        truth.donations();
        truth.campaigns();
        truth.agreements();
    }

    private void volunteers() {
        Records volunteers = expected.all("Volunteer");
        Records active = volunteers.with("status", "Active");
        expected.putCounts("ver.volunteers.count", STATUSES, volunteers, "status");
        expected.put("ver.volunteers.active", active);
        expected.putUnknown("ver.volunteers.unknown", STATUSES, volunteers, "status");
        Set<String> assigned = expected.all("Volunteer Assignment")
                .with("parenttype", "Volunteer")
                .with("status", "Active")
                .that(row -> row.get("end_date") == null || !today.isAfter(row.date("end_date")))
                .texts("parent")
                .collect(Collectors.toSet());
        Records engaged = active.that(row -> assigned.contains(row.text("name")));
        expected.put("ver.volunteers.engaged", engaged);
        expected.putPercentage("ver.volunteers.engaged.pct", engaged.count(), active.count());
    }

    private void expenses() {
        Records open = expected.all("Volunteer Expense").without("status", "Rejected", "Reimbursed");
        expected.putCounts("ver.expenses.count", EXPENSES, open, "status");
        expected.putSums("ver.expenses.amount", EXPENSES, open, "status", "amount");
        expected.putAge("ver.expenses.oldest", open.with("status", "Submitted").oldest("creation"));
        expected.putUnknown("ver.expenses.unknown", EXPENSES, open, "status");
    }

    private void donations() {
        Records donations = expected.all("Donation");
        Records dated = donations.submitted().dated("donation_date", today, today);
        expected.put("ver.donations.today", dated);
        expected.put("ver.donations.today.amount", dated.sum("amount"));
        expected.put("ver.donations.today.paid", dated.numbered("paid", 1).sum("amount"));
        Records month = donations.notCancelled().dated("donation_date", expected.daysAgo(29), today);
        expected.putCounts("ver.donations.status", PAYING, month, "payment_status");
        expected.putSums("ver.donations.amount", PAYING, month, "payment_status", "amount");
        expected.put("ver.donations.failed", month.with("payment_status", "Error"));
        expected.putUnknown("ver.donations.unknown", PAYING, month, "payment_status");
    }

    private void campaigns() {
        for (Row campaign :
                expected.all("Donation Campaign").with("status", "Active").rows()) {
            String entity = "[" + campaign.text("name") + "]";
            BigDecimal raised = campaign.number("total_raised");
            expected.put("ver.campaign.raised" + entity, raised);
            expected.putPercentage("ver.campaign.pct" + entity, raised, campaign.number("monetary_goal"));
            new Records(List.of(campaign))
                    .oldest("end_date")
                    .ifPresent(end -> expected.put("ver.campaign.left" + entity, -expected.age(end)));
        }
    }

    private void agreements() {
        Records active = expected.all("Periodic Donation Agreement").with("status", "Active");
        expected.put("ver.pda.active", active);
        expected.put("ver.pda.ending", active.dated("end_date", today, today.plusDays(30)));
        expected.put("ver.pda.late", active.before("next_expected_donation", expected.daysAgo(14)));
        expected.put("ver.pda.annual", active.sum("annual_amount"));
    }
}

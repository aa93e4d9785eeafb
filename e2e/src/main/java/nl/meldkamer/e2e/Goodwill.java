package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Volunteers, expenses, donations and goals that are not as they should be, with those that only just are. */
final class Goodwill {

    private static final Duration DAY = Duration.ofDays(1);

    private final List<Row> rows = new ArrayList<>();
    private final LocalDate today;
    private final LocalDateTime longAgo;

    Goodwill(Moments moments, Health health) {
        this.today = moments.today();
        this.longAgo = moments.on(today.minusDays(700));
        if (health == Health.GOOD) return;
        addVolunteers();
        addExpenses(moments);
        addDonations();
        addCampaigns();
        addAgreements();
        addGoals();
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private Row add(String docType, @Nullable String status) {
        return add(Row.of(docType, "ODD-" + rows.size(), longAgo).set("status", status));
    }

    private Row add(Row row) {
        rows.add(row);
        return row;
    }

    private void addVolunteers() {
        for (String status : List.of("New", "Inactive", "Retired", "", "Stagiair")) add("Volunteer", status);
        add("Volunteer", null);
        assigned("Volunteer", today.minusDays(1));
        assigned("Volunteer", today);
        assigned("Volunteer", null);
        assigned("Member", null);
    }

    private void assigned(String parenttype, @Nullable LocalDate until) {
        String volunteer = add("Volunteer", "Active").text("name");
        add("Volunteer Assignment", "Active")
                .childOf(parenttype, volunteer, "assignment_history", 1)
                .set("end_date", until);
    }

    private void addExpenses(Moments moments) {
        LocalDateTime weeksAgo = moments.ago(DAY.multipliedBy(16), DAY.multipliedBy(25));
        for (String status : List.of("Submitted", "Draft", "Approved", "Rejected", "Geparkeerd", ""))
            add(Row.of("Volunteer Expense", "EXP-ODD-" + status, weeksAgo)
                    .set("status", status)
                    .set("expense_date", today.minusDays(300))
                    .set("amount", new BigDecimal("12.35")));
        add("Volunteer Expense", null).set("amount", 5);
    }

    private void addDonations() {
        for (String status : List.of("Open", "Cancelled", "Error", "Error", "", "Onderweg")) donation(status, 0, 1);
        donation(null, 3, 1);
        donation("Completed", 29, 0);
        donation("Completed", 30, 1);
        donation("Completed", -1, 1);
        donation("Completed", 0, 2);
        donation("Completed", 0, 0);
    }

    private void donation(@Nullable String paying, int daysAgo, int docstatus) {
        add("Donation", "One-time")
                .set("docstatus", docstatus)
                .set("payment_status", paying)
                .set("donation_date", today.minusDays(daysAgo))
                .set("amount", new BigDecimal("7.50"));
    }

    private void addCampaigns() {
        campaign("Dak", "Active", today.plusDays(5), 1000);
        campaign("Orgel", "Active", today.minusDays(2), 800);
        campaign("Zonder doel", "Active", null, 0);
        campaign("Voorbij", "Completed", today.plusDays(5), 100);
    }

    private void campaign(String name, String status, @Nullable LocalDate end, int goal) {
        add(Row.of("Donation Campaign", name, longAgo)
                .set("status", status)
                .set("end_date", end)
                .set("monetary_goal", goal)
                .set("total_raised", 210));
    }

    private void addAgreements() {
        for (int days : new int[] {-1, 0, 30, 31})
            add("Periodic Donation Agreement", "Active")
                    .set("end_date", today.plusDays(days))
                    .set("next_expected_donation", null)
                    .set("annual_amount", 120);
        for (int daysAgo : new int[] {14, 15, 15, 15, 20, 20, 30})
            add("Periodic Donation Agreement", "Active")
                    .set("next_expected_donation", today.minusDays(daysAgo))
                    .set("annual_amount", new BigDecimal("99.95"));
        add("Periodic Donation Agreement", "Cancelled")
                .set("next_expected_donation", today.minusDays(40))
                .set("annual_amount", 1000);
    }

    private void addGoals() {
        goal("Jongeren erbij", "Active", today, today, 40);
        goal("Jongeren erbij", "In Progress", today.minusDays(9), today.plusDays(9), 45);
        goal("", "Active", today.minusDays(9), today.plusDays(9), 12);
        goal("Gehaald", "Achieved", today.minusDays(9), today.plusDays(9), 100);
        goal("Voorbij", "Active", today.minusDays(9), today.minusDays(1), 70);
    }

    private void goal(String name, String status, LocalDate from, LocalDate until, int percent) {
        add("Membership Goal", status)
                .set("goal_name", name)
                .set("start_date", from)
                .set("end_date", until)
                .set("achievement_percentage", percent);
    }
}

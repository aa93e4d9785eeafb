package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paper that members make: records that are not in order, requests, chapters and memberships. In good health there
 * is nothing of it; in trouble something of everything, and beside each thing that counts one that only just does not.
 */
final class Secretariat {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Row> rows = new ArrayList<>();
    private final List<Member> active;
    private final Moments moments;
    private final LocalDate today;
    private final LocalDateTime longAgo;
    private final LocalDateTime lately;

    Secretariat(List<Member> members, Moments moments, Health health) {
        this.active = members.stream().filter(Member::isActive).toList();
        this.moments = moments;
        this.today = moments.today();
        this.longAgo = moments.on(today.minusDays(700));
        this.lately = moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9));
        if (health == Health.GOOD) return;
        addMembersWithOddStatuses();
        addMembersWhoLackThings();
        addContradictions();
        addApplications();
        addTerminations();
        addRequests();
        addAccountsAndBulkOperations();
        addChapters();
        addMemberships();
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private Row add(Row row) {
        rows.add(row);
        return row;
    }

    private String next(String prefix) {
        return prefix + "-" + (rows.size() + 1);
    }

    private Row member(@Nullable String status, @Nullable LocalDate since) {
        return add(Row.of("Member", next("ODD"), longAgo)
                .set("status", status)
                .set("application_status", "Active")
                .set("member_since", since)
                .set("payment_method", "Bank Transfer")
                .set("customer", "CUST-ODD"));
    }

    private void addMembersWithOddStatuses() {
        member("Op proef", today.minusDays(500));
        member("Op proef", null);
        member("", today.minusDays(500));
        member(null, null);
    }

    /** They joined on the edges of the windows, tomorrow among them. */
    private void addMembersWhoLackThings() {
        for (int daysAgo : new int[] {0, 1, 6, 7, 29, 30, -1}) member("Active", today.minusDays(daysAgo));
        member("Active", today.minusDays(400)).set("customer", "");
        member("Active", today.minusDays(400)).set("customer", null).set("payment_method", "SEPA Direct Debit");
    }

    private void addContradictions() {
        LocalDateTime execution = moments.ago(DAY.multipliedBy(40), DAY.multipliedBy(60));
        Row stayed = member("Active", execution.toLocalDate().minusDays(90));
        Row rejoined = member("Active", execution.toLocalDate().plusDays(1));
        Row unknownSince = member("Active", null);
        for (Row member : List.of(stayed, rejoined, unknownSince)) executed(member, "Voluntary", execution);
        membership(active.get(0).name(), "Active", 1).set("membership_type", MemberRegister.TYPES.get(0));
        membership(active.get(1).name(), "Active", 2);
        for (String status : List.of("Terminated", "Deceased", "Banned")) {
            add(Row.of("Membership Dues Schedule", next("BILLED"), longAgo)
                    .set("member", member(status, today.minusDays(900)).text("name"))
                    .set("membership_type", MemberRegister.TYPES.get(1))
                    .set("status", status.equals("Banned") ? "Cancelled" : "Active")
                    .set("billing_frequency", "Annual")
                    .set("dues_rate", 60)
                    .set("next_invoice_date", today.plusDays(40)));
        }
    }

    private Row executed(Row member, String type, LocalDateTime execution) {
        return add(Row.of("Membership Termination Request", next("TERM-ODD"), execution.minusDays(3), execution)
                .set("member", member.text("name"))
                .set("termination_type", type)
                .set("status", "Executed")
                .set("request_date", execution.toLocalDate().minusDays(3))
                .set("execution_date", execution)
                .set("disciplinary_documentation", "See the minutes."));
    }

    private void addApplications() {
        for (String stage : List.of("Pending", "Under Review", "Approved", "Payment Pending", "Wachtlijst", "Rejected"))
            applicant(stage, moments.ago(DAY.multipliedBy(15), DAY.multipliedBy(25)));
        applicant("", moments.ago(DAY, DAY.multipliedBy(12)));
        applicant(null, null);
    }

    /** One without a date of application counts from its creation, long ago. */
    private void applicant(@Nullable String stage, @Nullable LocalDateTime applied) {
        member("Pending", null).set("application_status", stage).set("application_date", applied);
    }

    private void addTerminations() {
        for (int i = 0; i < 8; i++) request("Pending", "Voluntary", today.minusDays(7L + i % 2));
        for (int days : new int[] {30, 31, 90, 91}) request("Approved", "Non-payment", today.minusDays(days));
        request("Draft", "Voluntary", null);
        request("Ingetrokken", "Voluntary", today.minusDays(3));
        request("", "Voluntary", today.minusDays(3));
        request(null, "Voluntary", today.minusDays(3));
        request("Pending", "Policy Violation", today.minusDays(2)).set("disciplinary_documentation", "");
        request("Draft", "Expulsion", today.minusDays(2));
        request("Pending", "Expulsion", today.minusDays(2)).set("disciplinary_documentation", "See the minutes.");
        request("Pending", "Voluntary", today).set("member", "MEM-GONE");
        request("Rejected", "Voluntary", today.minusDays(200)).set("member", null);
        for (int i = 0; i < 2; i++)
            request("Approved", "Voluntary", today).set("member", active.get(20).name());
    }

    private Row request(@Nullable String status, String type, @Nullable LocalDate requested) {
        return add(Row.of("Membership Termination Request", next("TERM-ODD"), lately)
                .set("member", active.get(rows.size() % 20).name())
                .set("termination_type", type)
                .set("status", status)
                .set("request_date", requested));
    }

    private void addRequests() {
        contact("Open", "Urgent", today.minusDays(4));
        contact("In Progress", "High", today.minusDays(9));
        contact("Closed", "Urgent", today.minusDays(90));
        contact("", "Low", today);
        contact(null, null, null);
        join("Pending", 0, today.minusDays(20));
        join("Pending", 2, today.minusDays(50));
        join("Approved", 1, today.minusDays(60));
        join(null, 0, today);
    }

    private void contact(@Nullable String status, @Nullable String urgency, @Nullable LocalDate requested) {
        add(Row.of("Member Contact Request", next("MCR"), lately)
                .set("status", status)
                .set("urgency", urgency)
                .set("request_date", requested));
    }

    private void join(@Nullable String status, int docstatus, LocalDate requested) {
        add(Row.of("Chapter Join Request", next("CJR"), lately)
                .set("docstatus", docstatus)
                .set("status", status)
                .set("request_date", requested));
    }

    private void addAccountsAndBulkOperations() {
        LocalDateTime daysAgo = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(6));
        account("Requested", daysAgo);
        account("Queued", lately);
        account("Processing", daysAgo);
        account("Failed", daysAgo);
        account("Failed", lately);
        account("Completed", daysAgo);
        account("", daysAgo);
        account(null, lately);
        bulk("Completed", daysAgo, 120, 12);
        bulk("Processing", lately, 40, 1);
        bulk("Processing", moments.ago(Duration.ofMinutes(5), Duration.ofMinutes(40)), 7, 0);
        bulk("Queued", longAgo, 0, 0);
        bulk("Failed", longAgo, 900, 900);
        bulk("Failed", daysAgo, 3, 3);
        bulk("Gepauzeerd", daysAgo, 1, 0);
        bulk(null, daysAgo, 1, 0);
    }

    private void account(@Nullable String status, LocalDateTime modified) {
        add(Row.of("Account Creation Request", next("ACR"), longAgo, modified).set("status", status));
    }

    private void bulk(@Nullable String status, LocalDateTime modified, int processed, int failed) {
        add(Row.of("Bulk Operation Tracker", next("BULK"), longAgo, modified)
                .set("status", status)
                .set("processed_records", processed)
                .set("failed_records", failed));
    }

    private void addChapters() {
        chapter("'s-Hertogenbosch", "Active", null);
        // It leads a team that has the chapter's name, and not the chapter.
        board("Team", "'s-Hertogenbosch", null, 1);
        chapter("Súdwest-Fryslân", "Active", "Noord");
        board("Chapter", "Súdwest-Fryslân", today.minusDays(1), 1);
        chapter("Assen", "Active", "");
        board("Chapter", "Assen", today, 1);
        board("Chapter", "Assen", null, 0);
        chapter("Deventer", "Inactive", "Oost");
        place("Assen", active.get(0), "Active", 1, today.minusDays(29));
        place("Assen", active.get(1), "Active", 1, today.minusDays(30));
        place("Assen", active.get(2), "Pending", 0, today);
        place("Assen", active.get(3), "Pending", 1, null);
        place("Assen", active.get(4), "Active", 0, today);
        place("Assen", active.get(5), "Active", 1, today.plusDays(1));
        place("Deventer", active.get(6), "Active", 1, today);
    }

    private void chapter(String name, String status, @Nullable String region) {
        add(Row.of("Chapter", name, longAgo).set("status", status).set("region", region));
    }

    private void board(String parenttype, String parent, @Nullable LocalDate until, int isActive) {
        add(Row.of("Chapter Board Member", next("BOARD"), longAgo)
                .childOf(parenttype, parent, "board_members", rows.size())
                .set("to_date", until)
                .set("is_active", isActive));
    }

    private void place(String chapter, Member member, String status, int enabled, @Nullable LocalDate joined) {
        add(Row.of("Chapter Member", next("CM"), longAgo)
                .childOf("Chapter", chapter, "members", rows.size())
                .set("member", member.name())
                .set("status", status)
                .set("enabled", enabled)
                .set("chapter_join_date", joined));
    }

    private void addMemberships() {
        for (String status : List.of("Draft", "Pending", "Inactive", "Expired", "Slapend", ""))
            membership("MEM-FORMER", status, 1);
        membership("MEM-FORMER", null, 1);
        membership("MEM-FORMER", "Pending", 0);
        for (int days : new int[] {-1, 0, 30, 31})
            membership("MEM-RENEWS" + days, "Active", 1).set("renewal_date", today.plusDays(days));
        for (int days : new int[] {-1, 0, 9})
            membership("MEM-GRACE" + days, "Active", 1)
                    .set("grace_period_status", "Grace Period")
                    .set("grace_period_expiry_date", today.plusDays(days));
        for (int daysAgo : new int[] {0, 0, 1, 29, 30, -1}) cancelled(1, daysAgo);
        cancelled(0, 0);
        cancelled(2, 0);
    }

    private void cancelled(int docstatus, int daysAgo) {
        membership("MEM-FORMER", "Cancelled", docstatus).set("cancellation_date", today.minusDays(daysAgo));
    }

    private Row membership(String member, @Nullable String status, int docstatus) {
        return add(Row.of("Membership", next("MSHIP-ODD"), longAgo)
                .set("docstatus", docstatus)
                .set("member", member)
                .set("membership_type", MemberRegister.TYPES.get(2))
                .set("status", status)
                .set("renewal_date", today.plusDays(200)));
    }
}

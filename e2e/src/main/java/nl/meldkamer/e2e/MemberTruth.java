package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the items about members and chapters have to say. */
final class MemberTruth {

    static final List<String> STAGES = List.of("Pending", "Under Review", "Approved", "Payment Pending");

    private static final Duration DAY = Duration.ofDays(1);
    private static final String TERMINATION = "Membership Termination Request";
    private static final Set<String> DISCIPLINARY = Set.of("Policy Violation", "Disciplinary Action", "Expulsion");

    private final Expected expected;
    private final Records members;
    private final Records active;
    private final Records terminations;
    private final Chapters chapters;

    private MemberTruth(Expected expected) {
        this.expected = expected;
        this.members = expected.all("Member");
        this.active = members.with("status", "Active");
        this.terminations = expected.all(TERMINATION);
        this.chapters = Chapters.of(expected);
    }

    static void putInto(Expected expected) {
        MemberTruth truth = new MemberTruth(expected);
        truth.statuses();
        truth.joinedAndLeft();
        truth.gaps();
        truth.drift();
        truth.applications();
        truth.openTerminations();
        truth.terminationRecords();
        truth.requests();
        truth.accountsAndBulkOperations();
        truth.goals();
        truth.chapters();
        truth.boards();
    }

    private void statuses() {
        expected.putCounts("ver.members.count", Member.STATUSES, members, "status");
        expected.put("ver.members.active", active);
        expected.put("ver.members.total", members);
        expected.putUnknown("ver.members.unknown", Member.STATUSES, members, "status");
    }

    private void joinedAndLeft() {
        Records eligible = members.without("status", "Rejected");
        Records joined = joined(eligible, 29);
        expected.put("ver.members.joined[d0]", joined(eligible, 0));
        expected.put(
                "ver.members.joined[d1]", eligible.dated("member_since", expected.daysAgo(1), expected.daysAgo(1)));
        expected.put("ver.members.joined[d7]", joined(eligible, 6));
        expected.put("ver.members.joined[d30]", joined);
        Records left = left(30);
        expected.put("ver.members.left.1d", left(1));
        expected.put("ver.members.left.7d", left(7));
        expected.put("ver.members.left.30d", left);
        // A type that was of the last 30 days is an entity still, with a zero.
        expected.putEach(
                "ver.members.left.type",
                Termination.TYPES,
                left,
                "termination_type",
                each -> BigDecimal.valueOf(
                        each.after("execution_date", expected.ago(DAY)).count()));
        long net = joined.count() - left.count();
        expected.put("ver.members.net.30d", net);
        expected.putPercentage("ver.members.churn.rate.30d", left.count(), active.count() - net);
        expected.putPercentage("ver.members.growth.rate.30d", net, active.count() - net);
    }

    private Records joined(Records eligible, int daysAgo) {
        return eligible.dated("member_since", expected.daysAgo(daysAgo), expected.today());
    }

    private Records left(int days) {
        return terminations.with("status", "Executed").after("execution_date", expected.ago(DAY.multipliedBy(days)));
    }

    private void gaps() {
        Set<String> withMembership =
                members(expected.all("Membership").submitted().with("status", "Active"));
        Set<String> withSchedule = members(DuesTruth.live(expected));
        Set<String> withMandate =
                members(expected.all("SEPA Mandate").notCancelled().with("status", "Active"));
        Set<String> withChapter = members(chapters.activePlaces());
        expected.put("ver.members.gap.membership", active.that(isNotIn(withMembership)));
        expected.put("ver.members.gap.schedule", active.that(isNotIn(withSchedule)));
        expected.put(
                "ver.members.gap.mandate",
                active.with("payment_method", "SEPA Direct Debit").that(isNotIn(withMandate)));
        expected.put("ver.members.gap.customer", active.with("customer", ""));
        expected.put("ver.members.gap.chapter", active.that(isNotIn(withChapter)));
    }

    private static Set<String> members(Records records) {
        return records.texts("member").collect(Collectors.toSet());
    }

    private static Predicate<Row> isNotIn(Set<String> names) {
        return member -> !names.contains(member.text("name"));
    }

    private void drift() {
        Map<String, Records> executed = terminations.with("status", "Executed").by("member");
        expected.put(
                "ver.members.drift.terminated",
                active.that(member -> executed.getOrDefault(member.text("name"), new Records(List.of())).rows().stream()
                        .anyMatch(termination -> isAfterJoining(termination, member))));
        Records memberships = expected.all("Membership").submitted().with("status", "Active");
        expected.put("ver.members.drift.multimembership", repeated(memberships, "member"));
        Set<String> billed = members(DuesTruth.live(expected));
        expected.put(
                "ver.members.drift.billed",
                members.with("status", "Expired", "Suspended", "Banned", "Deceased", "Terminated", "Rejected")
                        .that(member -> billed.contains(member.text("name"))));
    }

    private static boolean isAfterJoining(Row termination, Row member) {
        @Nullable LocalDateTime execution = termination.time("execution_date");
        @Nullable LocalDate since = member.date("member_since");
        return execution != null && (since == null || !since.atStartOfDay().isAfter(execution));
    }

    static long repeated(Records records, String column) {
        return records.by(column).values().stream()
                .filter(each -> each.count() > 1)
                .count();
    }

    private void applications() {
        Records open = members.with("status", "Pending").without("application_status", "Rejected");
        expected.putCounts("ver.applications.open", STAGES, open, "application_status");
        Records dated = new Records(open.rows().stream()
                .map(row -> Row.plain("").set("applied", applied(row)))
                .toList());
        expected.put("ver.applications.overdue", dated.before("applied", expected.ago(DAY.multipliedBy(14))));
        expected.putAge("ver.applications.oldest", dated.oldest("applied"));
    }

    private static @Nullable LocalDateTime applied(Row member) {
        @Nullable LocalDateTime date = member.time("application_date");
        return date == null ? member.time("creation") : date;
    }

    private void openTerminations() {
        List<String> known = List.of("Draft", "Pending", "Approved");
        Records open = terminations.without("status", "Rejected", "Executed");
        expected.putCounts("ver.terminations.open", known, open, "status");
        expected.putUnknown("ver.terminations.unknown", known, open, "status");
        expected.put("ver.terminations.pending", open.with("status", "Pending"));
        for (int days : new int[] {7, 30, 90})
            expected.put("ver.terminations.overdue[" + days + "]", open.before("request_date", expected.daysAgo(days)));
        expected.put(
                "ver.terminations.approved.overdue",
                open.with("status", "Approved").before("request_date", expected.daysAgo(30)));
        expected.put("ver.terminations.duplicate", repeated(open.without("member", ""), "member"));
    }

    private void terminationRecords() {
        expected.put(
                "ver.terminations.undocumented",
                terminations
                        .with("status", "Pending", "Approved", "Executed")
                        .with("disciplinary_documentation", "")
                        .that(row -> DISCIPLINARY.contains(row.text("termination_type"))));
        Set<String> names = members.texts("name").collect(Collectors.toSet());
        expected.put("ver.terminations.orphaned", terminations.that(row -> !names.contains(row.text("member"))));
    }

    private void requests() {
        Records open =
                expected.all("Member Contact Request").without("status", "Waiting for Response", "Resolved", "Closed");
        expected.put("ver.contact.open", open);
        expected.put("ver.contact.urgent", open.with("urgency", "High", "Urgent"));
        expected.putAge("ver.contact.oldest", open.oldest("request_date"));
        Records pending = expected.all("Chapter Join Request").notCancelled().without("status", "Approved", "Rejected");
        expected.put("ver.chapter.join.pending", pending);
        expected.putAge("ver.chapter.join.oldest", pending.oldest("request_date"));
    }

    private void accountsAndBulkOperations() {
        Records accounts = expected.all("Account Creation Request").without("status", "Completed", "Cancelled");
        expected.putCounts(
                "ver.accounts.requests", List.of("Requested", "Queued", "Processing", "Failed"), accounts, "status");
        expected.put("ver.accounts.failed", accounts.with("status", "Failed"));
        expected.put("ver.accounts.stale", accounts.without("status", "Failed").before("modified", expected.ago(DAY)));
        LocalDateTime weekAgo = expected.ago(DAY.multipliedBy(7));
        Records bulk = expected.all("Bulk Operation Tracker");
        Set<Row> recent = Set.copyOf(bulk.after("modified", weekAgo).rows());
        Records shown = bulk.that(row -> recent.contains(row)
                || row.text("status").equals("Queued")
                || row.text("status").equals("Processing"));
        expected.putCounts(
                "ver.bulk.ops", List.of("Queued", "Processing", "Completed", "Failed", "Cancelled"), shown, "status");
        expected.put(
                "ver.bulk.stuck",
                bulk.with("status", "Processing").before("modified", expected.ago(Duration.ofHours(2))));
        expected.putPercentage("ver.bulk.failed.pct", shown.sum("failed_records"), shown.sum("processed_records"));
    }

    private void goals() {
        expected.all("Membership Goal").with("status", "Active", "In Progress").rows().stream()
                .filter(goal -> !expected.today().isBefore(goal.date("start_date"))
                        && !expected.today().isAfter(goal.date("end_date")))
                .forEach(goal -> expected.values()
                        .merge(
                                "ver.goal.pct[" + name(goal) + "]",
                                goal.number("achievement_percentage"),
                                BigDecimal::max));
    }

    private static String name(Row goal) {
        return goal.text("goal_name").isEmpty() ? goal.text("name") : goal.text("goal_name");
    }

    private void chapters() {
        Map<String, Set<String>> byChapter =
                chapters.members(active.texts("name").collect(Collectors.toSet()));
        Map<String, Records> places = chapters.places().by("parent");
        Records submitted = expected.all("Volunteer Expense").with("status", "Submitted");
        Map<String, BigDecimal> overdue = overdueByChapter();
        chapters.active().texts("name").forEach(chapter -> {
            Records own = places.getOrDefault(chapter, new Records(List.of()));
            expected.put(
                    "ver.chapter.members[" + chapter + "]",
                    byChapter.getOrDefault(chapter, Set.of()).size());
            expected.put("ver.chapter.pending[" + chapter + "]", own.with("status", "Pending"));
            expected.put(
                    "ver.chapter.joined30d[" + chapter + "]",
                    own.with("status", "Active").dated("chapter_join_date", expected.daysAgo(29), expected.today()));
            expected.put("ver.chapter.expenses.pending[" + chapter + "]", submitted.with("chapter", chapter));
            expected.put("ver.chapter.overdue.amount[" + chapter + "]", overdue.getOrDefault(chapter, BigDecimal.ZERO));
        });
    }

    /** Who is in several chapters counts for the first by name. */
    private Map<String, BigDecimal> overdueByChapter() {
        Map<String, String> first = chapters.activePlaces().rows().stream()
                .collect(Collectors.toMap(
                        row -> row.text("member"),
                        row -> row.text("parent"),
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
        return FinanceTruth.open(expected).before("due_date", expected.today()).rows().stream()
                .filter(invoice -> first.containsKey(invoice.text("member")))
                .collect(Collectors.toMap(
                        invoice -> first.get(invoice.text("member")),
                        invoice -> invoice.number("outstanding_amount"),
                        BigDecimal::add));
    }

    private void boards() {
        Set<String> led = chapters.boardSizes().keySet();
        expected.put("ver.chapters.without_board", chapters.active().that(isNotIn(led)));
    }
}

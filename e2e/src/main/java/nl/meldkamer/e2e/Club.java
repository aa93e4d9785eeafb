package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rest of what an association's people do: chapters, memberships, volunteers, donations, requests, plans. */
final class Club {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int VOLUNTEERS_PERCENT = 6;
    private static final int PAID_LATELY = 300;

    private final List<Member> members;
    private final List<Member> active;
    private final List<Invoice> invoices;
    private final Moments moments;
    private final RandomGenerator random;
    private final LocalDateTime founded;

    Club(List<Member> members, List<Invoice> invoices, Moments moments, RandomGenerator random) {
        this.members = members;
        this.active = members.stream().filter(Member::isActive).toList();
        this.invoices = invoices;
        this.moments = moments;
        this.random = random;
        this.founded = moments.on(moments.today().minusYears(3));
    }

    Stream<Row> rows() {
        return Stream.of(
                        types(),
                        chapters(),
                        members.stream()
                                .filter(member -> member.since() != null)
                                .flatMap(this::membership),
                        active.stream().map(Club::customer),
                        volunteers(),
                        donations(),
                        requests(),
                        money(),
                        goals())
                .flatMap(rows -> rows);
    }

    private Stream<Row> types() {
        return MemberRegister.TYPES.stream()
                .map(type -> Row.of("Membership Type", type, founded)
                        .set("membership_type_name", type)
                        .set("is_active", 1)
                        .set("billing_period", "Annual")
                        .set("billing_period_in_months", 12)
                        .set("minimum_amount", new BigDecimal("2.50"))
                        .set("dues_schedule_template", "Template " + type));
    }

    private Stream<Row> chapters() {
        return IntStream.range(0, MemberRegister.CHAPTERS.size()).boxed().flatMap(i -> {
            String chapter = MemberRegister.CHAPTERS.get(i);
            return Stream.of(
                    Row.of("Chapter", chapter, founded)
                            .set("status", "Active")
                            .set("region", "Regio " + (1 + i % 4))
                            .set("published", 1),
                    Row.of("Chapter Board Member", "BOARD-" + i, founded)
                            .childOf("Chapter", chapter, "board_members", 1)
                            .set("volunteer", "VOL-" + i)
                            .set("chapter_role", "Voorzitter")
                            .set("from_date", founded.toLocalDate())
                            .set("is_active", 1));
        });
    }

    private Stream<Row> membership(Member member) {
        return membership(member, moments.today().plusDays(random.nextInt(31, 330)));
    }

    /** The membership and the place in a chapter. */
    static Stream<Row> membership(Member member, LocalDate renewal) {
        LocalDateTime made = member.created();
        return Stream.of(
                Row.of("Membership", member.membership(), made)
                        .set("docstatus", 1)
                        .set("member", member.name())
                        .set("membership_type", member.type())
                        .set("status", member.isActive() ? "Active" : "Cancelled")
                        .set("grace_period_status", member.isActive() ? "Current" : "Quit")
                        .set("start_date", member.since())
                        .set("renewal_date", renewal)
                        .set(
                                "cancellation_date",
                                member.isActive() ? null : made.toLocalDate().plusDays(400))
                        .set("cancellation_type", member.isActive() ? "" : "End of Period"),
                Row.of("Chapter Member", "CM-" + member.name(), made)
                        .childOf("Chapter", member.chapter(), "members", member.number())
                        .set("member", member.name())
                        .set("chapter_join_date", member.since())
                        .set("enabled", member.isActive() ? 1 : 0)
                        .set("status", member.isActive() ? "Active" : "Inactive"));
    }

    static Row customer(Member member) {
        return Row.of("Customer", member.customer(), member.created())
                .set("customer_name", member.person().fullName())
                .set("customer_group", "Leden")
                .set("member", member.name());
    }

    private Stream<Row> volunteers() {
        return IntStream.range(0, active.size() * VOLUNTEERS_PERCENT / 100)
                .boxed()
                .flatMap(i -> {
                    Member member = active.get(i);
                    String name = "VOL-" + i;
                    return Stream.of(
                            Row.of("Volunteer", name, founded)
                                    .set("volunteer_name", member.person().fullName())
                                    .set("email", member.person().email())
                                    .set("member", member.name())
                                    .set("status", i % 10 == 0 ? "Onboarding" : "Active")
                                    .set("start_date", founded.toLocalDate()),
                            Row.of("Volunteer Assignment", "ASSIGN-" + i, founded)
                                    .childOf("Volunteer", name, "assignment_history", 1)
                                    .set("assignment_type", "Team")
                                    .set("start_date", founded.toLocalDate())
                                    .set("status", i % 3 == 0 ? "Completed" : "Active"),
                            Row.of("Volunteer Expense", "EXP-" + i, moments.ago(DAY, DAY.multipliedBy(12)))
                                    .set("volunteer", name)
                                    .set("expense_date", moments.today().minusDays(3))
                                    .set("amount", 10 + i % 50)
                                    .set("chapter", member.chapter())
                                    .set(
                                            "status",
                                            Choice.of(random, "Submitted", "Approved", "Reimbursed", "Reimbursed")));
                });
    }

    private Stream<Row> donations() {
        Stream<Row> gifts = IntStream.range(0, 120).mapToObj(i -> {
            LocalDate date = moments.today().minusDays(i / 3);
            return Row.of("Donation", "DON-%04d".formatted(i), moments.on(date))
                    .set("docstatus", 1)
                    .set("donor", "DONOR-" + i)
                    .set("donation_date", date)
                    .set("amount", 5 + i % 40)
                    .set("paid", i % 7 == 0 ? 0 : 1)
                    .set("payment_status", i % 7 == 0 ? "Pending" : "Completed")
                    .set("status", "One-time");
        });
        Row campaign = Row.of("Donation Campaign", "Nieuwe lindebomen", founded)
                .set("campaign_name", "Nieuwe lindebomen")
                .set("status", "Active")
                .set("end_date", moments.today().plusDays(90))
                .set("monetary_goal", 10_000)
                .set("total_raised", 6_300);
        Row agreement = Row.of("Periodic Donation Agreement", "PDA-1", founded)
                .set("agreement_number", "PDA-1")
                .set("status", "Active")
                .set("start_date", founded.toLocalDate())
                .set("end_date", founded.toLocalDate().plusYears(5))
                .set("annual_amount", 240)
                .set("next_expected_donation", moments.today().plusDays(9));
        return Stream.concat(gifts, Stream.of(campaign, agreement));
    }

    private Stream<Row> requests() {
        LocalDateTime lately = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(5));
        Member someone = active.get(0);
        return Stream.of(
                Row.of("Chapter Join Request", "CJR-1", lately)
                        .set("member", someone.name())
                        .set("chapter", someone.chapter())
                        .set("request_date", lately.toLocalDate())
                        .set("status", "Pending"),
                Row.of("Member Contact Request", "MCR-1", lately)
                        .set("member", someone.name())
                        .set("request_type", "General Inquiry")
                        .set("urgency", "Normal")
                        .set("status", "Open")
                        .set("request_date", lately.toLocalDate()),
                Row.of("Contribution Amendment Request", "CAR-1", lately)
                        .set("member", someone.name())
                        .set("amendment_type", "Fee Change")
                        .set("status", "Pending Approval")
                        .set("requested_date", lately.toLocalDate()),
                Row.of("Account Creation Request", "ACR-1", lately)
                        .set("request_type", "Member")
                        .set("email", someone.person().email())
                        .set("status", "Completed"),
                Row.of("Bulk Operation Tracker", "BULK-1", lately)
                        .set("operation_type", "Bulk Email")
                        .set("status", "Completed")
                        .set("total_records", active.size())
                        .set("processed_records", active.size()));
    }

    private Stream<Row> money() {
        Stream<Row> payments = invoices.stream()
                .filter(Invoice::isPaid)
                .limit(PAID_LATELY)
                .map(invoice -> Row.of(
                                "Payment Entry",
                                "PAY-" + invoice.name(),
                                invoice.created().plusDays(3))
                        .set("docstatus", 1)
                        .set("payment_type", "Receive")
                        .set("posting_date", invoice.created().toLocalDate().plusDays(3))
                        .set("party_type", "Customer")
                        .set("party", invoice.member().customer())
                        .set("paid_amount", invoice.amount())
                        .set("reference_no", invoice.name())
                        .set("status", "Submitted"));
        LocalDateTime lately = moments.ago(DAY, DAY.multipliedBy(2));
        Row statement = Row.of("MT940 Import", "MT940-1", lately)
                .set("docstatus", 1)
                .set("import_type", "MT940 File Import")
                .set("import_status", "Completed")
                .set("import_date", lately.toLocalDate())
                .set("statement_to_date", lately.toLocalDate());
        Row bank = Row.of("Bank Transaction", "BANK-1", lately)
                .set("docstatus", 1)
                .set("date", lately.toLocalDate())
                .set("status", "Reconciled")
                .set("deposit", 1250)
                .set("custom_processing_status", "Fully Reconciled");
        Row journal =
                Row.of("Journal Entry", "JE-1", lately).set("docstatus", 1).set("total_debit", 1250);
        Row purchase = Row.of("Purchase Invoice", "PINV-1", lately)
                .set("docstatus", 1)
                .set("supplier", "Drukkerij De Prent")
                .set("posting_date", lately.toLocalDate())
                .set("base_grand_total", 180)
                .set("status", "Unpaid");
        Row retry = Row.of("SEPA Payment Retry", "RETRY-1", lately)
                .set("status", "Scheduled")
                .set("original_amount", 10)
                .set("next_retry_date", moments.today().plusDays(4));
        return Stream.concat(payments, Stream.of(statement, bank, journal, purchase, retry));
    }

    private Stream<Row> goals() {
        LocalDate newYear = moments.today().withDayOfYear(1);
        return Stream.of(Row.of("Membership Goal", "GOAL-1", founded)
                .set("goal_name", "Vijf procent groei")
                .set("goal_year", newYear.getYear())
                .set("goal_type", "Member Count Growth")
                .set("target_value", 5)
                .set("current_value", 3)
                .set("achievement_percentage", 60)
                .set("start_date", newYear)
                .set("end_date", newYear.plusYears(1).minusDays(1))
                .set("status", "Active"));
    }
}

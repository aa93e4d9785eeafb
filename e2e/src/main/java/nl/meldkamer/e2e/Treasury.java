package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import nl.meldkamer.e2e.DirectDebitBatch.Line;
import org.jspecify.annotations.Nullable;

/** Invents what members owe, how they pay, and what the bank made of it. */
final class Treasury {

    private static final int MONTHS = 14;
    private static final int FAILED_PERCENT = 3;
    private static final int FAILED_PERCENT_IN_TROUBLE = 15;
    private static final int PAYMENT_DAYS = 14;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Choice<String> reasons = new Choice<String>()
            .or(60, "AM04")
            .or(15, "AC04")
            .or(10, "MD01")
            .or(10, "MS02")
            .or(5, "AC01");

    private final List<DuesSchedule> schedules = new ArrayList<>();
    private final List<Mandate> mandates = new ArrayList<>();
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<DirectDebitBatch> batches = new ArrayList<>();
    private final Moments moments;
    private final RandomGenerator random;
    private final Health health;

    Treasury(List<Member> members, Moments moments, RandomGenerator random, Health health) {
        this.moments = moments;
        this.random = random;
        this.health = health;
        members.stream().filter(member -> member.since() != null).forEach(this::addSchedule);
        addSchedulesThatAreNotBilled();
        addTroubledSchedules(members);
        members.stream().filter(Member::paysBySepa).forEach(this::addMandate);
        addBatches(members.stream().filter(Member::isActive).toList());
    }

    List<DuesSchedule> schedules() {
        return schedules;
    }

    List<Mandate> mandates() {
        return mandates;
    }

    List<Invoice> invoices() {
        return invoices;
    }

    List<DirectDebitBatch> batches() {
        return batches;
    }

    private void addSchedule(Member member) {
        LocalDate next = moments.today().plusDays(random.nextInt(2, 28));
        schedules.add(schedule(member, random.nextInt(50) > 0, next));
    }

    static DuesSchedule schedule(Member member, boolean isAutomatic, LocalDate next) {
        return new DuesSchedule(
                member.schedule(),
                member,
                member.isActive() ? "Active" : "Cancelled",
                member.frequency(),
                member.duesRate(),
                DuesSchedule.Kind.BILLED,
                isAutomatic,
                next,
                member.created());
    }

    private void addSchedulesThatAreNotBilled() {
        for (String type : MemberRegister.TYPES) addOdd("Template " + type, "Active", DuesSchedule.Kind.TEMPLATE, null);
        LocalDate longAgo = moments.today().minusDays(100);
        addOdd("Test in test mode", "Active", DuesSchedule.Kind.TEST, longAgo);
        addOdd("Test", "Test", DuesSchedule.Kind.TEST, longAgo);
        addOdd("Paused", "Paused", DuesSchedule.Kind.BILLED, longAgo);
    }

    private void addOdd(String name, String status, DuesSchedule.Kind kind, @Nullable LocalDate next) {
        LocalDateTime created = moments.on(moments.today().minusDays(700));
        schedules.add(new DuesSchedule(name, null, status, "Monthly", BigDecimal.TEN, kind, true, next, created));
    }

    /** Second schedules of active members: not billed for a day, for a week, without a date, without a rate. */
    private void addTroubledSchedules(List<Member> members) {
        List<Member> active = members.stream().filter(Member::isActive).toList();
        for (int i = 0; i < health.troubles(12); i++) {
            Member member = active.get(i % active.size());
            LocalDate due = moments.today().minusDays(i % 2 == 0 ? 1 : 5 + i);
            boolean hasRate = i % 4 != 1;
            schedules.add(new DuesSchedule(
                    member.schedule() + "-" + i,
                    member,
                    "Active",
                    "Daily",
                    hasRate ? member.duesRate() : BigDecimal.ZERO,
                    DuesSchedule.Kind.BILLED,
                    true,
                    i % 4 == 3 ? null : due,
                    member.created()));
        }
    }

    private void addMandate(Member member) {
        String status = switch (member.status()) {
            case "Active" -> "Active";
            case "Pending" -> "Draft";
            case "Suspended" -> "Suspended";
            case "Expired" -> "Expired";
            default -> "Cancelled";
        };
        mandates.add(new Mandate(member, status, member.created()));
    }

    private void addBatches(List<Member> active) {
        List<Member> payers = active.stream().filter(Member::paysBySepa).toList();
        for (int month = MONTHS; month > 0; month--) addCollection(payers, month);
        addBatch("Submitted", payers, 4, moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(3)));
        addBatch("Generated", payers, 3, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(5)));
        addBatch("Draft", payers, 2, moments.ago(Duration.ofMinutes(10), Duration.ofMinutes(40)));
        if (health == Health.TROUBLED) addTroubledBatches(payers);
    }

    /** A month's collection of everybody whose turn it was. The last one was five days ago. */
    private void addCollection(List<Member> payers, int month) {
        LocalDateTime created =
                moments.ago(DAY.multipliedBy(30L * (month - 1) + 5), DAY.multipliedBy(30L * (month - 1) + 6));
        List<Member> due = payers.stream()
                .filter(payer -> isDue(payer, month, created.toLocalDate()))
                .toList();
        int failing = health == Health.GOOD ? FAILED_PERCENT : FAILED_PERCENT_IN_TROUBLE;
        List<Line> lines = new ArrayList<>();
        boolean isPaidLater = health == Health.GOOD && month > 1;
        for (Member payer : due) lines.add(collected(payer, created, random.nextInt(100) < failing, isPaidLater));
        addBatch("Processed", DirectDebitBatch.SUBMITTED, "Passed", true, created, lines);
    }

    private static boolean isDue(Member member, int month, LocalDate date) {
        if (member.since() == null || member.since().isAfter(date)) return false;
        return switch (member.frequency()) {
            case "Monthly", "Custom" -> true;
            case "Quarterly" -> month % 3 == member.number() % 3;
            case "Semi-Annual" -> month % 6 == member.number() % 6;
            default -> month % 12 == member.number() % 12;
        };
    }

    private Line collected(Member payer, LocalDateTime created, boolean fails, boolean isPaidLater) {
        Invoice invoice = invoice(payer, created, !fails || isPaidLater);
        return fails ? new Line(invoice, "Failed", reasons.draw(random)) : new Line(invoice, "Successful", "");
    }

    private Invoice invoice(Member member, LocalDateTime created, boolean isPaid) {
        LocalDateTime moment = created.minusHours(1);
        Invoice invoice = new Invoice(
                "INV-%06d".formatted(invoices.size() + 1),
                member,
                member.duesRate(),
                moment,
                moment.toLocalDate().plusDays(PAYMENT_DAYS),
                isPaid);
        invoices.add(invoice);
        return invoice;
    }

    private void addBatch(String status, List<Member> payers, int size, LocalDateTime created) {
        boolean isDraft = status.equals("Draft");
        addBatch(
                status,
                isDraft ? DirectDebitBatch.DRAFT : DirectDebitBatch.SUBMITTED,
                "Passed",
                !isDraft,
                created,
                openLines(payers, size, created));
    }

    private List<Line> openLines(List<Member> payers, int size, LocalDateTime created) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size && i < payers.size(); i++) {
            Member payer = payers.get(random.nextInt(payers.size()));
            lines.add(new Line(invoice(payer, created, false), i % 2 == 0 ? "Pending" : "Processed", ""));
        }
        return lines;
    }

    /** One of everything that can be wrong with a batch, and a cancelled one that must not be counted. */
    private void addTroubledBatches(List<Member> payers) {
        addBatch("Draft", payers, 5, moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9)));
        addBatch("Generated", payers, 5, moments.ago(HOUR.multipliedBy(30), HOUR.multipliedBy(60)));
        addBatch("Submitted", payers, 5, moments.ago(DAY.multipliedBy(9), DAY.multipliedBy(12)));
        LocalDateTime lately = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(5));
        LocalDateTime today = moments.ago(HOUR.multipliedBy(4), HOUR.multipliedBy(8));
        List<Line> failed = payers.stream()
                .limit(6)
                .map(payer -> collected(payer, lately, true, false))
                .toList();
        addBatch("Failed", DirectDebitBatch.SUBMITTED, "Passed", true, lately, failed);
        addBatch("Draft", DirectDebitBatch.DRAFT, "Critical Errors", false, today, openLines(payers, 2, today));
        addBatch(
                "Generated",
                DirectDebitBatch.SUBMITTED,
                "Validation Failed",
                false,
                today,
                openLines(payers, 2, today));
        addBatch("Failed", DirectDebitBatch.CANCELLED, "Critical Errors", false, lately, openLines(payers, 7, lately));
    }

    private void addBatch(
            String status, int docstatus, String validation, boolean hasFile, LocalDateTime created, List<Line> lines) {
        String name = "DDB-%04d".formatted(batches.size() + 1);
        batches.add(new DirectDebitBatch(name, status, docstatus, validation, hasFile, created, created, lines));
    }
}

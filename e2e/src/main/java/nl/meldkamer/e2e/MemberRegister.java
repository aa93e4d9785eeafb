package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Invents who is, was or wants to be a member, and who left when. */
final class MemberRegister {

    static final List<String> CHAPTERS = List.of(
            "Amsterdam",
            "Rotterdam",
            "Utrecht",
            "Groningen",
            "Eindhoven",
            "Nijmegen",
            "Zwolle",
            "Leeuwarden",
            "Maastricht",
            "Middelburg",
            "Arnhem",
            "Haarlem");
    static final List<String> TYPES = List.of("Basis", "Steunlid", "Jongeren", "Huishouden");

    private static final Choice<String> FREQUENCIES = new Choice<String>()
            .or(40, "Annual")
            .or(6, "Semi-Annual")
            .or(22, "Quarterly")
            .or(30, "Monthly")
            .or(2, "Custom");
    private static final Choice<String> PAYMENTS = new Choice<String>()
            .or(72, "SEPA Direct Debit")
            .or(22, "Bank Transfer")
            .or(5, "Mollie")
            .or(1, "Cash");
    private static final int JOINED_RECENTLY_PERMILLE = 14;
    private static final int LEFT_RECENTLY_PERCENT = 7;
    private static final Duration DAY = Duration.ofDays(1);

    private final Choice<String> statuses = new Choice<String>()
            .or(15, "Pending")
            .or(840, "Active")
            .or(9, "Rejected")
            .or(30, "Expired")
            .or(6, "Suspended")
            .or(2, "Banned")
            .or(18, "Deceased")
            .or(80, "Terminated");
    private final Choice<String> leaving =
            new Choice<String>().or(85, "Voluntary").or(15, "Non-payment");
    private final Choice<String> banning = new Choice<String>()
            .or(1, "Policy Violation")
            .or(1, "Disciplinary Action")
            .or(1, "Expulsion");

    private final List<Member> members = new ArrayList<>();
    private final List<Termination> terminations = new ArrayList<>();
    private final Moments moments;
    private final RandomGenerator random;
    private final Health health;

    MemberRegister(int size, Moments moments, RandomGenerator random, Health health) {
        this.moments = moments;
        this.random = random;
        this.health = health;
        for (int number = 1; number <= size; number++) add(number);
        addUnfinishedTerminations();
    }

    List<Member> members() {
        return members;
    }

    List<Termination> terminations() {
        return terminations;
    }

    private void add(int number) {
        String status = statuses.draw(random, number - 1);
        LocalDate since = since(status);
        LocalDateTime created = since == null ? moments.ago(DAY, DAY.multipliedBy(13)) : moments.on(since);
        Member member = member(number, status, since, created, FREQUENCIES.draw(random, number - 1), random);
        members.add(member);
        String reason = reasonForLeaving(status);
        if (reason != null) terminations.add(executed(member, reason));
    }

    /** Somebody who becomes a member now. */
    static Member newcomer(int number, LocalDateTime now, RandomGenerator random) {
        return member(number, "Active", now.toLocalDate(), now, FREQUENCIES.draw(random), random);
    }

    private static Member member(
            int number,
            String status,
            @Nullable LocalDate since,
            LocalDateTime created,
            String frequency,
            RandomGenerator random) {
        return new Member(
                "MEM-%05d".formatted(number),
                number,
                Person.invent(random, number, created.toLocalDate()),
                status,
                since,
                created,
                Choice.of(random, CHAPTERS.toArray(String[]::new)),
                Choice.of(random, TYPES.toArray(String[]::new)),
                PAYMENTS.draw(random),
                frequency,
                BigDecimal.valueOf(250L + 50L * random.nextInt(20), 2));
    }

    private @Nullable LocalDate since(String status) {
        if (status.equals("Pending") || (status.equals("Rejected") && random.nextBoolean())) return null;
        if (joins(status)) return moments.today().minusDays(random.nextInt(30));
        return moments.today().minusDays(random.nextInt(500, 9000));
    }

    private boolean joins(String status) {
        boolean mayBeNew = status.equals("Active") || status.equals("Rejected");
        return mayBeNew && random.nextInt(1000) < JOINED_RECENTLY_PERMILLE;
    }

    private @Nullable String reasonForLeaving(String status) {
        return switch (status) {
            case "Terminated" -> leaving.draw(random);
            case "Deceased" -> "Deceased";
            case "Banned" -> banning.draw(random);
            default -> null;
        };
    }

    private Termination executed(Member member, String type) {
        LocalDateTime executed = random.nextInt(100) < LEFT_RECENTLY_PERCENT || terminations.size() < 6
                ? recently(terminations.size())
                : moments.ago(DAY.multipliedBy(31), DAY.multipliedBy(490));
        return new Termination(
                nextName(), member, type, "Executed", executed.minusDays(random.nextInt(1, 30)), executed);
    }

    /** The first two today, two this week and two this month, so that no window is empty. */
    private LocalDateTime recently(int index) {
        int window = index < 6 ? index / 2 : 2 - (random.nextInt(10) < 2 ? 1 : 0);
        return switch (window) {
            case 0 -> moments.ago(Duration.ofMinutes(10), Duration.ofHours(22));
            case 1 -> moments.ago(Duration.ofHours(26), DAY.multipliedBy(6));
            default -> moments.ago(DAY.multipliedBy(8), DAY.multipliedBy(29));
        };
    }

    /** Nobody has two of them. */
    private void addUnfinishedTerminations() {
        List<Member> active = members.stream().filter(Member::isActive).toList();
        int count = 1 + health.troubles(3);
        int first = 0;
        for (String status : List.of("Draft", "Pending", "Approved", "Rejected")) {
            active.subList(first, first + count)
                    .forEach(member -> terminations.add(new Termination(
                            nextName(),
                            member,
                            "Voluntary",
                            status,
                            moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(6)),
                            null)));
            first += count;
        }
    }

    private String nextName() {
        return "TERM-%05d".formatted(terminations.size() + 1);
    }
}

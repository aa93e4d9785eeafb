package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the items of an association have to say at a moment, worked out from the association itself and not by asking a
 * database. A key that is missing has no value then: a ratio over nothing.
 */
final class Truth {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int TOP = 10;

    private final Association association;
    private final LocalDateTime now;
    private final LocalDate today;
    private final SortedMap<String, BigDecimal> values = new TreeMap<>();

    private Truth(Association association, LocalDateTime now) {
        this.association = association;
        this.now = now;
        this.today = now.toLocalDate();
    }

    /** Item key to value. {@code now} is in the site's time zone. */
    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        Truth truth = new Truth(association, now);
        truth.members();
        truth.errors();
        truth.dues();
        truth.pastDue();
        truth.values.putAll(SepaTruth.of(association, now));
        truth.values.putAll(OperationsTruth.of(association, now));
        truth.values.putAll(SecurityTruth.of(association, now));
        return truth.values;
    }

    /** Whether an item's value grows while nothing happens. */
    static boolean isAge(String key) {
        return key.contains(".oldest") || key.contains(".age");
    }

    /** How often an error was logged in the last 24 hours. */
    record ErrorCount(String title, long count, LocalDateTime first, LocalDateTime last) {}

    /** The most frequent errors of 24 hours, as {@code ver.errors.top} lists them but for the masking of titles. */
    static List<ErrorCount> topErrors(Association association, LocalDateTime now) {
        Map<String, List<LocalDateTime>> times = new Truth(association, now)
                .errorsOf24Hours()
                .collect(Collectors.groupingBy(
                        ErrorEntry::title, Collectors.mapping(ErrorEntry::at, Collectors.toList())));
        return times.entrySet().stream()
                .map(entry -> errorCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ErrorCount::count)
                        .thenComparing(ErrorCount::last)
                        .reversed())
                .limit(TOP)
                .toList();
    }

    private static ErrorCount errorCount(String title, List<LocalDateTime> times) {
        Comparator<LocalDateTime> order = Comparator.naturalOrder();
        return new ErrorCount(
                title,
                times.size(),
                times.stream().min(order).orElseThrow(),
                times.stream().max(order).orElseThrow());
    }

    private void members() {
        List<Member> members = association.members();
        putCounts("ver.members.count", Member.STATUSES, members, Member::status);
        put("ver.members.total", members.size());
        put("ver.members.joined[d0]", joined(date -> date.equals(today)));
        put("ver.members.joined[d1]", joined(date -> date.equals(today.minusDays(1))));
        put("ver.members.joined[d7]", joined(date -> date.isAfter(today.minusDays(7))));
        long joined = joined(date -> true);
        put("ver.members.joined[d30]", joined);
        put("ver.members.left.1d", left(Duration.ofDays(1)).size());
        put("ver.members.left.7d", left(Duration.ofDays(7)).size());
        long left = left(Duration.ofDays(30)).size();
        put("ver.members.left.30d", left);
        putCounts("ver.members.left.type", Termination.TYPES, left(Duration.ofDays(1)), Termination::type);
        long active = count(members, Member::isActive);
        put("ver.members.active", active);
        long net = joined - left;
        put("ver.members.net.30d", net);
        putPercentage("ver.members.churn.rate.30d", left, active + left - joined);
        putPercentage("ver.members.growth.rate.30d", net, active - net);
    }

    private long joined(Predicate<LocalDate> when) {
        return association.members().stream()
                .filter(member -> !member.status().equals("Rejected"))
                .map(Member::since)
                .filter(Objects::nonNull)
                .filter(since -> since.isAfter(today.minusDays(30)) && !since.isAfter(today))
                .filter(when)
                .count();
    }

    private List<Termination> left(Duration window) {
        return association.terminations().stream()
                .filter(termination -> termination.status().equals("Executed"))
                .filter(termination -> termination.executed() != null && isWithin(window, termination.executed()))
                .toList();
    }

    private void errors() {
        List<ErrorEntry> day = errorsOf24Hours().toList();
        put("ver.errors.5m", count(day, error -> isWithin(Duration.ofMinutes(5), error.at())));
        put("ver.errors.1h", count(day, error -> isWithin(Duration.ofHours(1), error.at())));
        put("ver.errors.24h", day.size());
        put("ver.errors.unseen", count(day, error -> !error.isSeen()));
        put("ver.errors.kinds", day.stream().map(ErrorEntry::title).distinct().count());
    }

    private Stream<ErrorEntry> errorsOf24Hours() {
        return association.errors().stream().filter(error -> isWithin(Duration.ofHours(24), error.at()));
    }

    private void dues() {
        List<DuesSchedule> live =
                association.schedules().stream().filter(DuesSchedule::isLive).toList();
        put("ver.dues.active", live.size());
        List<String> options = DuesSchedule.FREQUENCIES;
        putCounts("ver.dues.active", options, live, DuesSchedule::frequency);
        putSums("ver.dues.amount", options, live, DuesSchedule::frequency, DuesSchedule::rate);
        values.put(
                "ver.dues.yearly.expected", live.stream().map(Truth::yearly).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static BigDecimal yearly(DuesSchedule schedule) {
        int periods = DuesSchedule.PERIODS_PER_YEAR.getOrDefault(schedule.frequency(), 0);
        return schedule.rate().multiply(BigDecimal.valueOf(periods));
    }

    private void pastDue() {
        List<DuesSchedule> automatic = association.schedules().stream()
                .filter(schedule -> schedule.isLive() && schedule.isAutomatic())
                .toList();
        List<LocalDate> next = automatic.stream()
                .map(DuesSchedule::nextInvoice)
                .filter(Objects::nonNull)
                .toList();
        put("ver.dues.past_due", count(next, date -> date.isBefore(today)));
        put("ver.dues.stuck7d", count(next, date -> !date.isAfter(today.minusDays(7))));
        put("ver.dues.nodate", automatic.size() - next.size());
        put("ver.dues.zerorate", count(automatic, schedule -> schedule.rate().signum() <= 0));
        put("ver.dues.oldest", oldestBefore(today, next));
    }

    /** In seconds; 0 when there is none. */
    private long oldestBefore(LocalDate limit, List<LocalDate> dates) {
        return dates.stream()
                .filter(date -> date.isBefore(limit))
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest.atStartOfDay(), now).toSeconds())
                .orElse(0L);
    }

    private boolean isWithin(Duration window, LocalDateTime event) {
        return event.isAfter(now.minus(window));
    }

    private static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private <T> void putCounts(String key, List<String> options, Collection<T> all, Function<T, String> option) {
        for (String wanted : options) {
            put(key + "[" + wanted + "]", count(all, one -> option.apply(one).equals(wanted)));
        }
    }

    private <T> void putSums(
            String key,
            List<String> options,
            Collection<T> all,
            Function<T, String> option,
            Function<T, BigDecimal> amount) {
        for (String wanted : options) {
            BigDecimal sum = all.stream()
                    .filter(one -> option.apply(one).equals(wanted))
                    .map(amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            values.put(key + "[" + wanted + "]", sum);
        }
    }

    private void putPercentage(String key, long part, long whole) {
        if (whole == 0) return;
        values.put(
                key,
                BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64));
    }

    private void put(String key, long value) {
        values.put(key, BigDecimal.valueOf(value));
    }
}

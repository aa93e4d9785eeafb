package nl.meldkamer.audit.retention;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is to become of each month of events. A month goes as a whole, so it goes when the last of its events may. Pure.
 *
 * @param months in their order
 */
public record RetentionPlan(int policyVersion, List<Entry> months) {

    /** What is to become of a month. */
    public enum Fate {
        /** The law, or the policy, wants it kept. */
        KEEP,
        /** It could go, but a legal hold keeps it. */
        HELD,
        /** It may go. */
        DUE,
        /** It may go, and the maximum of some of it has passed. */
        OVERDUE
    }

    /**
     * A month and its fate.
     *
     * @param until the first month in which it may go
     */
    public record Entry(YearMonth month, long events, YearMonth until, Fate fate) {}

    /** A month of events: how many of each process. */
    public record Month(YearMonth month, Map<String, Long> events) {}

    /**
     * Plans.
     *
     * @param held the months in which a legal hold holds an event
     * @param now the current month, which never goes
     */
    public static RetentionPlan of(RetentionPolicy policy, List<Month> months, Set<YearMonth> held, YearMonth now) {
        List<Entry> entries = months.stream()
                .map(month -> entry(policy, month, held.contains(month.month), now))
                .toList();
        return new RetentionPlan(policy.version(), entries);
    }

    private static Entry entry(RetentionPolicy policy, Month month, boolean held, YearMonth now) {
        int minimum = month.events.keySet().stream()
                .mapToInt(process -> policy.of(process).minimumMonths())
                .max()
                .orElse(0);
        // The period of an event of the last day ends in the month after the one that the sum names.
        YearMonth until = month.month.plusMonths(minimum + 1L);
        long events = month.events.values().stream().mapToLong(Long::longValue).sum();
        return new Entry(month.month, events, until, fate(policy, month, held, until, now));
    }

    private static Fate fate(RetentionPolicy policy, Month month, boolean held, YearMonth until, YearMonth now) {
        if (now.isBefore(until)) return Fate.KEEP;
        if (held) return Fate.HELD;
        boolean overdue = month.events.keySet().stream()
                .map(process -> policy.of(process).maximumMonths())
                .filter(Objects::nonNull)
                .anyMatch(maximum -> now.isAfter(month.month.plusMonths(maximum + 1L)));
        return overdue ? Fate.OVERDUE : Fate.DUE;
    }

    /** How many events have a fate. */
    public long events(Fate fate) {
        return months.stream()
                .filter(entry -> entry.fate == fate)
                .mapToLong(Entry::events)
                .sum();
    }
}

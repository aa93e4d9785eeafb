package nl.meldkamer.audit.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.audit.bank.ReasonCode;
import nl.meldkamer.audit.bank.ReasonGroup;

/**
 * How many collections came back, and why, by the day (of UTC). A collection that is told of again, since its batch was
 * saved again, counts on the day on which it was told of first. Not thread-safe.
 */
final class ReturnFigures {

    private static final String REASON = "reason";
    private static final String NO_CODE = "none";

    private static final class Day {
        private final Map<ReasonGroup, Returned> returned = new EnumMap<>(ReasonGroup.class);
        private long collected;
    }

    private final int most;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    private final Map<String, LocalDate> told = new HashMap<>();
    private long overflowed;

    /** @param most how many collections are told apart; more are counted in {@link #overflowed} */
    ReturnFigures(int most) {
        this.most = most;
    }

    void accept(Fact fact) {
        if (fact.is(Words.COLLECTED) && isNew(fact)) day(fact).collected++;
        if (fact.is(Words.RETURNED)) add(day(fact), fact);
    }

    private boolean isNew(Fact fact) {
        Optional<String> line = fact.stateOf().map(state -> fact.event().stream() + " " + state);
        if (line.isEmpty()) return true;
        if (told.size() < most) return told.putIfAbsent(line.get(), date(fact)) == null;
        if (!told.containsKey(line.get())) overflowed++;
        return false;
    }

    private Day day(Fact fact) {
        return days.computeIfAbsent(date(fact), each -> new Day());
    }

    private static LocalDate date(Fact fact) {
        return LocalDate.ofInstant(fact.occurred(), ZoneOffset.UTC);
    }

    private static void add(Day day, Fact fact) {
        ReasonCode reason = ReasonCode.of(fact.text(REASON).orElse(NO_CODE));
        long withoutMandate = reason.code().equals(ReasonCode.NO_MANDATE) ? 1 : 0;
        BigDecimal amount = fact.amount().orElse(BigDecimal.ZERO);
        day.returned.merge(reason.group(), new Returned(reason.group(), 1, amount, withoutMandate), Returned::plus);
    }

    void forgetBefore(Instant from) {
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        days.headMap(first, false).clear();
        told.values().removeIf(day -> day.isBefore(first));
    }

    void forget() {
        days.clear();
        told.clear();
        overflowed = 0;
    }

    long overflowed() {
        return overflowed;
    }

    long collected() {
        return days.values().stream().mapToLong(day -> day.collected).sum();
    }

    /** All groups, also those for which nothing came back. */
    List<Returned> byGroup() {
        List<Returned> groups = new ArrayList<>();
        for (ReasonGroup group : ReasonGroup.values()) {
            Returned none = new Returned(group, 0, BigDecimal.ZERO, 0);
            groups.add(days.values().stream()
                    .map(day -> day.returned.getOrDefault(group, none))
                    .reduce(none, Returned::plus));
        }
        return groups;
    }
}

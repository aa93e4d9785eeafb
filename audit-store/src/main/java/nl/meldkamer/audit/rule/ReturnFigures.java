package nl.meldkamer.audit.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.meldkamer.audit.bank.ReasonCode;
import nl.meldkamer.audit.bank.ReasonGroup;

/** How many collections came back, and why, by the day (of UTC). Not thread-safe. */
final class ReturnFigures {

    private static final String REASON = "reason";
    private static final String NO_CODE = "none";

    private static final class Day {
        private final Map<ReasonGroup, Returned> returned = new EnumMap<>(ReasonGroup.class);
        private long collected;
    }

    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    void accept(Fact fact) {
        if (fact.is(Words.COLLECTED)) day(fact).collected++;
        if (fact.is(Words.RETURNED)) add(day(fact), fact);
    }

    private Day day(Fact fact) {
        return days.computeIfAbsent(LocalDate.ofInstant(fact.occurred(), ZoneOffset.UTC), each -> new Day());
    }

    private static void add(Day day, Fact fact) {
        ReasonCode reason = ReasonCode.of(fact.text(REASON).orElse(NO_CODE));
        long withoutMandate = reason.code().equals(ReasonCode.NO_MANDATE) ? 1 : 0;
        BigDecimal amount = fact.amount().orElse(BigDecimal.ZERO);
        day.returned.merge(reason.group(), new Returned(reason.group(), 1, amount, withoutMandate), Returned::plus);
    }

    void forgetBefore(Instant from) {
        days.headMap(LocalDate.ofInstant(from, ZoneOffset.UTC), false).clear();
    }

    void forget() {
        days.clear();
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

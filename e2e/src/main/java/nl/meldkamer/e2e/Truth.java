package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the items of an association have to say at a moment, worked out from the association itself and not by asking a
 * database. A key that is missing has no value then: a ratio over nothing.
 */
final class Truth {

    private static final int TOP = 10;

    private final Association association;
    private final LocalDateTime now;
    private final SortedMap<String, BigDecimal> values = new TreeMap<>();

    private Truth(Association association, LocalDateTime now) {
        this.association = association;
        this.now = now;
    }

    /** Item key to value. {@code now} is in the site's time zone. */
    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        Truth truth = new Truth(association, now);
        truth.errors();
        Expected expected = new Expected(Records.byDocType(association.rows()), now, truth.values);
        MemberTruth.putInto(expected);
        CompositionTruth.putInto(expected);
        DuesTruth.putInto(expected);
        FinanceTruth.putInto(expected);
        GoodwillTruth.putInto(expected);
        truth.values.putAll(SepaTruth.of(association, now));
        truth.values.putAll(OperationsTruth.of(association, now));
        truth.values.putAll(SecurityTruth.of(association, now));
        return truth.values;
    }

    /** What a collector has to say too that never ran before: a later run remembers what it saw. */
    static SortedMap<String, BigDecimal> ofFirstRun(Association association, LocalDateTime now) {
        SortedMap<String, BigDecimal> values = of(association, now);
        values.put("ver.errors.new.24h", BigDecimal.valueOf(new Truth(association, now).newErrors()));
        return values;
    }

    /** Titles that began to appear in the last day, as far as two weeks tell; no two of them are one when masked. */
    private long newErrors() {
        Map<String, Optional<LocalDateTime>> first = association.errors().stream()
                .filter(error -> isWithin(Duration.ofDays(14), error.at()))
                .collect(Collectors.groupingBy(
                        ErrorEntry::title,
                        Collectors.mapping(ErrorEntry::at, Collectors.minBy(Comparator.naturalOrder()))));
        return first.values().stream()
                .filter(at -> isWithin(Duration.ofDays(1), at.orElseThrow()))
                .count();
    }

    /** Whether an item's value grows while nothing happens. */
    static boolean isAge(String key) {
        return key.contains(".oldest") || key.contains(".age") || key.contains(".longest");
    }

    /** Whether an item's value shrinks while nothing happens. */
    static boolean isTimeLeft(String key) {
        return key.startsWith("ver.campaign.left");
    }

    /** How often an error was logged in the last 24 hours. */
    record ErrorCount(String title, long count, LocalDateTime last) {}

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
        return new ErrorCount(title, times.size(), Collections.max(times));
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

    private boolean isWithin(Duration window, LocalDateTime event) {
        return event.isAfter(SiteDatabase.before(now, window));
    }

    private static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private void put(String key, long value) {
        values.put(key, BigDecimal.valueOf(value));
    }
}

package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What items have to say, while it is worked out. A key that is missing has no value: a ratio over nothing.
 *
 * @param records by DocType; one that is missing has no rows
 * @param now in the site's time zone
 * @param values item key to value, to be filled
 */
record Expected(Map<String, Records> records, LocalDateTime now, SortedMap<String, BigDecimal> values) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    LocalDate today() {
        return now.toLocalDate();
    }

    LocalDate daysAgo(int days) {
        return today().minusDays(days);
    }

    LocalDateTime ago(Duration window) {
        return SiteDatabase.before(now, window);
    }

    Records all(String docType) {
        return records.getOrDefault(docType, new Records(List.of()));
    }

    void put(String key, BigDecimal value) {
        values.put(key, value);
    }

    void put(String key, long value) {
        put(key, BigDecimal.valueOf(value));
    }

    void put(String key, Records counted) {
        put(key, counted.count());
    }

    void putPercentage(String key, BigDecimal part, BigDecimal whole) {
        if (whole.signum() != 0) put(key, part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64));
    }

    void putPercentage(String key, long part, long whole) {
        putPercentage(key, BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** In seconds; 0 when there is nothing. */
    void putAge(String key, Optional<LocalDateTime> since) {
        put(key, since.map(this::age).orElse(0L));
    }

    long age(LocalDateTime since) {
        return Duration.between(since, now).toSeconds();
    }

    void putCounts(String key, List<String> known, Records counted, String column) {
        putEach(key, known, counted, column, each -> BigDecimal.valueOf(each.count()));
    }

    void putSums(String key, List<String> known, Records added, String column, String amount) {
        putEach(key, known, added, column, each -> each.sum(amount));
    }

    /** For what is known and for what is found. */
    void putEach(String key, List<String> known, Records records, String column, Function<Records, BigDecimal> value) {
        Map<String, Records> found = records.by(column);
        TreeSet<String> options = new TreeSet<>(known);
        options.addAll(found.keySet());
        for (String option : options)
            put(key + "[" + option + "]", value.apply(found.getOrDefault(option, new Records(List.of()))));
    }

    /** How many are of none of the known options. */
    void putUnknown(String key, List<String> known, Records counted, String column) {
        put(
                key,
                counted.by(column).entrySet().stream()
                        .filter(option -> !known.contains(option.getKey()))
                        .mapToLong(option -> option.getValue().count())
                        .sum());
    }
}

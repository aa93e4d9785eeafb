package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Item key to value, while it is being worked out for a moment in the site's time zone. */
final class Figures {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final LocalDateTime now;
    private final SortedMap<String, BigDecimal> values = new TreeMap<>();

    Figures(LocalDateTime now) {
        this.now = now;
    }

    SortedMap<String, BigDecimal> values() {
        return values;
    }

    LocalDate today() {
        return now.toLocalDate();
    }

    /** Less than that long ago; never for what did not happen. */
    boolean isWithin(Duration window, @Nullable LocalDateTime event) {
        return event != null && event.isAfter(SiteDatabase.before(now, window));
    }

    /** More than that long ago; never for what did not happen. */
    boolean isBefore(Duration window, @Nullable LocalDateTime event) {
        return event != null && event.isBefore(SiteDatabase.before(now, window));
    }

    long age(LocalDateTime event) {
        return Duration.between(event, now).toSeconds();
    }

    void put(String key, long value) {
        put(key, BigDecimal.valueOf(value));
    }

    void put(String key, BigDecimal value) {
        values.put(key, value);
    }

    /** A share of nothing has no value. */
    void percentage(String key, BigDecimal part, BigDecimal whole) {
        if (whole.signum() != 0) put(key, part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64));
    }

    void percentage(String key, long part, long whole) {
        percentage(key, BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** A mean of nothing has no value. */
    void mean(String key, Collection<Duration> durations, Duration unit) {
        if (durations.isEmpty()) return;
        long millis = durations.stream().mapToLong(Duration::toMillis).sum();
        put(
                key,
                BigDecimal.valueOf(millis)
                        .divide(BigDecimal.valueOf(durations.size() * unit.toMillis()), MathContext.DECIMAL64));
    }

    /** One item for each known option and for each other that occurs. */
    void each(
            String key,
            Collection<String> options,
            Documents documents,
            String column,
            Function<Documents, BigDecimal> value) {
        var groups = documents.by(column);
        TreeSet<String> all = new TreeSet<>(options);
        all.addAll(groups.keySet());
        for (String option : all)
            put(key + "[" + option + "]", value.apply(groups.getOrDefault(option, documents.where(row -> false))));
    }

    void counts(String key, Collection<String> options, Documents documents, String column) {
        each(key, options, documents, column, found -> BigDecimal.valueOf(found.count()));
    }
}

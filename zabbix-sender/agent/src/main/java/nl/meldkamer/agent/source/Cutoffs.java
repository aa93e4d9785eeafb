package nl.meldkamer.agent.source;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a query's parameters, as {@link nl.meldkamer.templates.Collect.Sql} lists them, seen from one moment. A
 * moment so long ago is counted in elapsed time, whatever the clocks did in between; a date is counted in calendar days.
 */
public final class Cutoffs {

    private static final Pattern AGO = Pattern.compile("t_([0-9]{1,5})([mhd])");
    private static final Pattern DATE = Pattern.compile("d_([mp])([0-9]{1,5})(mo)?");

    private final ZonedDateTime now;

    /** Databases keep microseconds; a finer value would be rounded, perhaps upwards into the future. */
    public Cutoffs(ZonedDateTime now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** A {@link LocalDate} or {@link LocalDateTime}; empty when there is no such parameter. */
    public Optional<Object> value(String parameter) {
        return switch (parameter) {
            case "now" -> Optional.of(now.toLocalDateTime());
            case "today" -> Optional.of(today());
            case "t_today" -> Optional.of(today().atStartOfDay());
            case "d_month" -> Optional.of(today().withDayOfMonth(1));
            default -> ago(parameter).map(Object.class::cast).or(() -> date(parameter));
        };
    }

    private LocalDate today() {
        return now.toLocalDate();
    }

    private Optional<LocalDateTime> ago(String parameter) {
        Matcher matcher = AGO.matcher(parameter);
        if (!matcher.matches()) return Optional.empty();
        Duration elapsed = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
        return Optional.of(now.minus(elapsed).toLocalDateTime());
    }

    /** A day of {@link Duration} is 24 hours. */
    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private Optional<LocalDate> date(String parameter) {
        Matcher matcher = DATE.matcher(parameter);
        if (!matcher.matches()) return Optional.empty();
        long count = Long.parseLong(matcher.group(2)) * (matcher.group(1).equals("p") ? 1 : -1);
        return Optional.of(matcher.group(3) == null ? today().plusDays(count) : today().plusMonths(count));
    }
}

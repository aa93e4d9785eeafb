package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.cron.CronExpression;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.templates.StatefulQuery;
import org.jspecify.annotations.Nullable;

/**
 * When Frappe's scheduled jobs should have run, as get_next_execution of Scheduled Job Type reckons it: the next time,
 * by the site's wall clock, that fits the cron expression after the last execution began, or after the type was made. How
 * long that is ago is elapsed time, so that a change of the clocks makes no job late. A job whose plan cannot be read has
 * no due time.
 */
final class OverdueJobs implements DerivedSource.Derivation {

    /** As frequencies are stored; a frequency that is not here has a cron expression of its own. */
    private static final Map<String, String> FREQUENCIES = Map.ofEntries(
            Map.entry("Yearly", "0 0 1 1 *"),
            Map.entry("Annual", "0 0 1 1 *"),
            Map.entry("Monthly", "0 0 1 * *"),
            Map.entry("Monthly Long", "0 0 1 * *"),
            Map.entry("Weekly", "0 0 * * 0"),
            Map.entry("Weekly Long", "0 0 * * 0"),
            Map.entry("Daily", "0 0 * * *"),
            Map.entry("Daily Long", "0 0 * * *"),
            Map.entry("Daily Maintenance", "0 0 * * *"),
            Map.entry("Hourly", "0 * * * *"),
            Map.entry("Hourly Long", "0 * * * *"),
            Map.entry("Hourly Maintenance", "0 * * * *"),
            Map.entry("All", "*/4 * * * *"));

    /** Frappe puts these off by some minutes or hours of its own choice. */
    private static final Map<String, Duration> PUT_OFF =
            Map.of("Daily Maintenance", Duration.ofHours(6), "Hourly Maintenance", Duration.ofHours(1));

    private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(10);
    private static final int TOLERATED_PART = 10;
    private static final List<Column> COLUMNS = List.of(
            Answer.text("job"),
            Answer.moment("due"),
            Answer.number("overdue"),
            Answer.number("late"),
            Answer.number("unreadable"));

    private final QuerySource source;
    private final StatefulQuery.OverdueJobs question;

    OverdueJobs(QuerySource source, StatefulQuery.OverdueJobs question) {
        this.source = source;
        this.question = question;
    }

    @Override
    public Answer answer(ZonedDateTime now) throws SourceException {
        return Answer.of(
                COLUMNS,
                source.ask(question.sql(), now).rows().stream()
                        .map(row -> job(row, now))
                        .toList());
    }

    private static List<@Nullable Object> job(Map<String, Optional<Object>> row, ZonedDateTime now) {
        Optional<Due> due = due(row);
        Optional<Duration> overdue = due.map(each -> each.overdue(now));
        return Arrays.asList(
                Cell.text(row, "job"),
                due.map(Due::at).orElse(null),
                overdue.map(each -> BigDecimal.valueOf(each.toSeconds())).orElse(null),
                truth(overdue.filter(late -> !late.isZero()).isPresent()),
                truth(due.isEmpty()));
    }

    private static BigDecimal truth(boolean is) {
        return is ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static Optional<Due> due(Map<String, Optional<Object>> row) {
        String frequency = Cell.text(row, "frequency");
        Optional<LocalDateTime> since = Cell.moment(row, "last_execution").or(() -> Cell.moment(row, "creation"));
        Optional<CronExpression> plan = plan(Cell.text(row, "cron").strip(), frequency);
        if (since.isEmpty() || plan.isEmpty()) return Optional.empty();
        Duration putOff = PUT_OFF.getOrDefault(frequency, Duration.ZERO);
        return plan.get()
                .next(since.get())
                .map(at -> new Due(at, tolerance(plan.get(), at).plus(putOff)));
    }

    private static Optional<CronExpression> plan(String cron, String frequency) {
        String text = cron.isEmpty() ? FREQUENCIES.getOrDefault(frequency, "") : cron;
        try {
            return Optional.of(CronExpression.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Duration tolerance(CronExpression plan, LocalDateTime due) {
        Duration period =
                plan.next(due).map(after -> Duration.between(due, after)).orElse(Duration.ZERO);
        Duration part = period.dividedBy(TOLERATED_PART);
        return part.compareTo(LEAST_TOLERANCE) > 0 ? part : LEAST_TOLERANCE;
    }

    /** A time on the wall, and how much later than that a job may begin. */
    private record Due(LocalDateTime at, Duration tolerance) {

        /** A time that the clocks skip is that much later; of one that comes twice the later is meant: no false alarm. */
        Duration overdue(ZonedDateTime now) {
            ZoneId zone = now.getZone();
            Duration late = Duration.between(at.atZone(zone).withLaterOffsetAtOverlap(), now)
                    .minus(tolerance);
            return late.isNegative() ? Duration.ZERO : late;
        }
    }
}

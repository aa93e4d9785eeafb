package nl.meldkamer.audit.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the problems that Zabbix told of in a period were dealt with by its end.
 *
 * @param problems that began
 * @param late that nobody acknowledged, or closed, within {@link #LIMIT}, and that lasted longer than that
 * @param noise that were over within {@link #NOISE} and that nobody acknowledged
 */
record AlertFigures(long problems, Times acknowledged, Times resolved, long late, long noise) {

    /** Within this time somebody should have acknowledged it. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    /** What is over sooner than this, and was looked at by nobody, was no problem. */
    static final Duration NOISE = Duration.ofMinutes(5);

    private static final String OPEN_UNTIL = "least(acknowledged, coalesce(resolved, :end))";

    /** Of how many, and how long it took them. */
    record Times(long count, Optional<Duration> mean, Optional<Duration> median, Optional<Duration> longest) {}

    static AlertFigures of(Counting counting) {
        return counting.query("WITH alert AS (SELECT min(occurred) FILTER (WHERE action = 'alert_problem') AS began,"
                        + " min(occurred) FILTER (WHERE action IN ('alert_acknowledged', 'alert_closed')) AS acknowledged,"
                        + " min(occurred) FILTER (WHERE action IN ('alert_recovered', 'alert_closed')) AS resolved FROM"
                        + counting.events() + "AND process = 'Alert' AND reference_type = 'Zabbix Event'"
                        + " GROUP BY stream, source, reference_name)"
                        + " SELECT count(*), " + times("acknowledged") + ", " + times("resolved")
                        + ", count(*) FILTER (WHERE " + OPEN_UNTIL + " - began > " + interval(LIMIT) + "),"
                        + " count(*) FILTER (WHERE acknowledged IS NULL AND resolved - began < " + interval(NOISE) + ")"
                        + " FROM alert WHERE began IS NOT NULL")
                .map((row, context) -> new AlertFigures(
                        row.getLong(1),
                        new Times(
                                row.getLong(2),
                                time(row.getBigDecimal(3)),
                                time(row.getBigDecimal(4)),
                                time(row.getBigDecimal(5))),
                        new Times(
                                row.getLong(6),
                                time(row.getBigDecimal(7)),
                                time(row.getBigDecimal(8)),
                                time(row.getBigDecimal(9))),
                        row.getLong(10),
                        row.getLong(11)))
                .one();
    }

    private static String times(String moment) {
        String took = "extract(epoch FROM " + moment + " - began)";
        return "count(" + moment + "), avg(" + took + "), CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY " + took
                + ") AS numeric), max(" + took + ")";
    }

    private static String interval(Duration time) {
        return "interval '" + time.toMinutes() + " minutes'";
    }

    private static Optional<Duration> time(@Nullable BigDecimal seconds) {
        return Optional.ofNullable(seconds).map(each -> Duration.ofSeconds(each.longValue()));
    }
}

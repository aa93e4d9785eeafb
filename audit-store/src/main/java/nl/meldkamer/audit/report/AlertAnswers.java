package nl.meldkamer.audit.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import nl.meldkamer.audit.rule.AlertFigures;
import nl.meldkamer.audit.rule.Words;
import org.jspecify.annotations.Nullable;

/**
 * How the problems that Zabbix told of in a period were dealt with by its end.
 *
 * @param problems that began
 * @param detected from the clock of the value that made the problem to the record of the first notice of it
 * @param late that nobody acknowledged, or closed, within {@link #LIMIT}, and that lasted longer than that
 * @param noise that ended by themselves within {@link AlertFigures#SHORT} and that nobody touched
 */
record AlertAnswers(long problems, Times detected, Times acknowledged, Times resolved, long late, long noise) {

    /** Within this time somebody should have acknowledged it. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    private static final String IS_PROBLEM = action(Words.ALERT_PROBLEM);

    private static final String OPEN_UNTIL = "least(acknowledged, coalesce(resolved, :end))";

    /** What is done to an alert by nobody. */
    private static final String[] UNTOUCHED = {Words.ALERT_PROBLEM, Words.ALERT_RECOVERED, Words.ALERT_UNSEEN};

    /** Of how many, and how long it took them. */
    record Times(long count, Optional<Duration> mean, Optional<Duration> median, Optional<Duration> longest) {}

    static AlertAnswers of(Counting counting) {
        return counting.query("WITH alert AS (SELECT min(occurred)" + IS_PROBLEM + " AS began,"
                        // It may have been recorded by a clock that is behind.
                        + " greatest(min(recorded)" + IS_PROBLEM + ", min(occurred)" + IS_PROBLEM + ") AS detected,"
                        + " min(occurred)" + action(Words.ALERT_ACKNOWLEDGED, Words.ALERT_CLOSED) + " AS acknowledged,"
                        + " min(occurred)" + action(Words.ALERT_RECOVERED, Words.ALERT_CLOSED) + " AS resolved,"
                        + " count(*)" + action(UNTOUCHED) + " < count(*) AS touched FROM"
                        + counting.events() + "AND process = 'Alert' AND reference_type = 'Zabbix Event'"
                        + " GROUP BY stream, source, reference_name)"
                        + " SELECT count(*), " + times("detected") + ", " + times("acknowledged") + ", "
                        + times("resolved") + ", count(*) FILTER (WHERE " + OPEN_UNTIL + " - began > " + interval(LIMIT)
                        + "), count(*) FILTER (WHERE NOT touched AND resolved - began < " + interval(AlertFigures.SHORT)
                        + ") FROM alert WHERE began IS NOT NULL")
                .map((row, context) -> new AlertAnswers(
                        row.getLong(1), times(row, 2), times(row, 6), times(row, 10), row.getLong(14), row.getLong(15)))
                .one();
    }

    private static String action(String... actions) {
        return " FILTER (WHERE action IN ('" + String.join("', '", actions) + "'))";
    }

    private static Times times(ResultSet row, int column) throws SQLException {
        return new Times(
                row.getLong(column),
                time(row.getBigDecimal(column + 1)),
                time(row.getBigDecimal(column + 2)),
                time(row.getBigDecimal(column + 3)));
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

package nl.meldkamer.e2e;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The pasts of two hosts, made so that what a formula must give of them can be told by heart. */
final class Pasts {

    /** On this host a month is as the one before, or falls, or stands still. */
    static final String MONTHS = "Three months";

    /** On this host all rises in straight lines. */
    static final String LINES = "Straight lines";

    static final String FILE_SYSTEM = "/";
    static final String QUEUE = "long";
    static final String GROUP = "members.count";
    static final String HEAVY_GROUP = "sepa.batches";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** Between errors: a little more than half of what a value each minute would be, which is the least that counts. */
    private static final Duration ENOUGH = Duration.ofSeconds(119);

    private final Instant now;
    private final ZonedDateTime month;

    /** @param zone in which the server counts months */
    Pasts(Instant now, ZoneId zone) {
        this.now = now;
        month = now.atZone(zone).withDayOfMonth(1).with(LocalTime.MIDNIGHT);
    }

    Stream<Past> all() {
        return Stream.of(months(), lines(), statuses()).flatMap(List::stream);
    }

    private List<Past> months() {
        // The first half of each pair of hours is as much below the average as the second is above.
        ToDoubleFunction<Instant> uneven = moment -> moment.getEpochSecond() / HOUR.toSeconds() % 2 == 0 ? -10 : 10;
        return List.of(
                monthly("ver.members.active", 1000, 1050, uneven),
                monthly("ver.members.churn.rate.30d", 2, 2.75, moment -> 0),
                monthly("ver.dues.yearly.expected", 200_000, 190_000, uneven),
                new Past(MONTHS, "ver.dues.past_due", ago(8 * 24), QUARTER, moment -> 800 - quarters(8 * 24, moment)),
                new Past(MONTHS, disk(), ago(24), MINUTE, moment -> 50),
                new Past(MONTHS, queue(), ago(1), Duration.ofSeconds(30), moment -> 7));
    }

    /** The month that is not over yet is far from both others. */
    private Past monthly(String key, double before, double last, ToDoubleFunction<Instant> uneven) {
        Instant start = month.toInstant();
        Instant lastStart = month.minusMonths(1).toInstant();
        return new Past(MONTHS, key, month.minusMonths(2).toInstant(), HOUR, moment -> {
            if (!moment.isBefore(start)) return 10;
            return (moment.isBefore(lastStart) ? before : last) + uneven.applyAsDouble(moment);
        });
    }

    private List<Past> lines() {
        return List.of(
                new Past(LINES, "ver.members.active", ago(30 * 24), QUARTER, moment -> 10_000 + quarters(720, moment)),
                new Past(LINES, "ver.dues.past_due", ago(8 * 24), QUARTER, moment -> quarters(8 * 24, moment)),
                new Past(LINES, "ver.errors.1h", ago(29 * 24), ENOUGH, this::errors),
                new Past(LINES, disk(), ago(24), MINUTE, moment -> 59 + minutes(24, moment) / 60),
                new Past(LINES, queue(), ago(1), Duration.ofSeconds(30), moment -> minutes(1, moment)));
    }

    /** In the last whole hour 60; in the same one of the weeks before 40, 30, 20 and 10. */
    private double errors(Instant moment) {
        Instant end = now.truncatedTo(HOURS).minusMillis(1);
        long weeks = DAYS.between(moment, end) / 7;
        return List.of(60, 40, 30, 20, 10).get(Math.toIntExact(weeks));
    }

    private List<Past> statuses() {
        return List.of(
                Past.once(LINES, status(HEAVY_GROUP), now, 0),
                Past.once(LINES, status(GROUP), now, 1),
                Past.once(MONTHS, status(HEAVY_GROUP), now, 0),
                Past.once(MONTHS, status(GROUP), now, 0),
                heartbeat(LINES, now),
                heartbeat(MONTHS, now.minus(HOUR)));
    }

    private static Past heartbeat(String host, Instant at) {
        return Past.once(host, "ver.collector.heartbeat", at, (double) at.getEpochSecond());
    }

    private Instant ago(long hours) {
        return now.minus(hours, HOURS);
    }

    /** That have passed since so many hours ago. */
    private double quarters(long hours, Instant moment) {
        return Math.floor(minutes(hours, moment) / 15);
    }

    private double minutes(long hours, Instant moment) {
        return MINUTES.between(ago(hours), moment);
    }

    private static String disk() {
        return "ver.host.disk.pct[" + FILE_SYSTEM + "]";
    }

    private static String queue() {
        return "ver.queue.length[" + QUEUE + "]";
    }

    private static String status(String group) {
        return "ver.collector.group.status[" + group + "]";
    }
}

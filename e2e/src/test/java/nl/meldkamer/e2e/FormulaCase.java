package nl.meldkamer.e2e;

import java.util.List;

/**
 * What a formula of the catalogue must come to, on a host of which the {@link Pasts} are known.
 *
 * @param declared the item's key in the catalogue
 * @param entity in the place of the macro of a discovery, where the key has one
 * @param least the smallest value that is right; the largest is {@code most}
 */
record FormulaCase(String declared, String entity, String host, double least, double most) {

    private static final double ROUNDING = 0.0001;

    /** Seconds that may pass between the last value that a forecast reads and its calculation. */
    private static final double PASSED = 180;

    /** Seconds by which whole numbers are off a straight line. */
    private static final double UNEVEN = 30;

    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    /** Each calculated item of the catalogue is in one of them at least. */
    static List<FormulaCase> all() {
        return List.of(
                exactly(5, "ver.members.month.pct", "", Pasts.MONTHS),
                exactly(0.75, "ver.members.churn.month", "", Pasts.MONTHS),
                exactly(-5, "ver.dues.month.pct", "", Pasts.MONTHS),
                // A quarter of an hour is a member more.
                between(15_758, 15_762, "ver.members.forecast.30d", "", Pasts.LINES),
                between(1438, 1442, "ver.dues.past_due.forecast.7d", "", Pasts.LINES),
                exactly(0, "ver.dues.past_due.forecast.7d", "", Pasts.MONTHS),
                exactly(30, "ver.errors.expected", "", Pasts.LINES),
                // The average of the four weeks before is 25, their standard deviation the square root of 125.
                exactly((60 - 25) / Math.sqrt(125), "ver.errors.deviations", "", Pasts.LINES),
                left(12 * HOUR, "ver.host.disk.timeleft[{#FS}]", Pasts.FILE_SYSTEM),
                never(365 * DAY, "ver.host.disk.timeleft[{#FS}]", Pasts.FILE_SYSTEM),
                left(40 * 60, "ver.queue.timeleft[{#QUEUE}]", Pasts.QUEUE),
                never(DAY, "ver.queue.timeleft[{#QUEUE}]", Pasts.QUEUE),
                exactly(3, "ver.health.weight[{#GROUP}]", Pasts.HEAVY_GROUP, Pasts.LINES),
                exactly(1, "ver.health.weight[{#GROUP}]", Pasts.GROUP, Pasts.LINES),
                exactly(3, "ver.health.points[{#GROUP}]", Pasts.HEAVY_GROUP, Pasts.LINES),
                exactly(0, "ver.health.points[{#GROUP}]", Pasts.GROUP, Pasts.LINES),
                exactly(75, "ver.health.score", "", Pasts.LINES),
                exactly(0, "ver.health.score", "", Pasts.MONTHS));
    }

    private static FormulaCase exactly(double value, String key, String entity, String host) {
        return between(value - ROUNDING, value + ROUNDING, key, entity, host);
    }

    private static FormulaCase between(double least, double most, String key, String entity, String host) {
        return new FormulaCase(key, entity, host, least, most);
    }

    private static FormulaCase left(double seconds, String key, String entity) {
        return between(seconds - PASSED, seconds + UNEVEN, key, entity, Pasts.LINES);
    }

    /** What does not come nearer to its limit has the longest time that the formula tells of. */
    private static FormulaCase never(double longest, String key, String entity) {
        return exactly(longest, key, entity, Pasts.MONTHS);
    }

    String key() {
        return declared.replaceFirst("\\{#[A-Z]+}", entity);
    }

    boolean isRight(double value) {
        return least <= value && value <= most;
    }
}

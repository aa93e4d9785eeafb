package nl.meldkamer.audit.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.report.Chart.Series;
import nl.meldkamer.audit.report.Section.Headline;

/** What was recorded: by process, action and status, and over the time. */
final class EventChapter implements Chapter {

    private static final String OTHER = "another word";

    /** Of a longer period a column is a month. */
    private static final int MOST_DAYS = 92;

    @Override
    public Section section(Counting counting) {
        BoundedRows rows = rows(counting);
        long all = counting.streams().stream().mapToLong(CountedStream::events).sum();
        long other = all - compliant(counting);
        return Section.of(
                        "events",
                        "Events",
                        "Each event that was recorded in the period, once. Those that happened before it, and were told of"
                                + " later, are counted apart as well.",
                        List.of("process", "action", "status", "events", "happened_before"),
                        rows.rows())
                .leavingOut(rows.leftOut())
                .with(
                        new Headline("events recorded", Cell.count(all)),
                        new Headline("not compliant", Cell.count(other)))
                .with(chart(counting));
    }

    private static BoundedRows rows(Counting counting) {
        return BoundedRows.of(
                counting,
                "SELECT process, action, status, count(*) AS events, count(*) FILTER (WHERE occurred < :start) AS earlier"
                        + " FROM" + counting.events() + "GROUP BY process, action, status",
                "process COLLATE \"C\", action COLLATE \"C\", status COLLATE \"C\"",
                row -> List.of(
                        Cell.text(row.getString(1)),
                        Cell.text(row.getString(2)),
                        Cell.text(row.getString(3)),
                        Cell.count(row.getLong(4)),
                        Cell.count(row.getLong(5))));
    }

    private static long compliant(Counting counting) {
        return counting.query("SELECT count(*) FROM" + counting.events() + "AND status = 'Compliant'")
                .mapTo(Long.class)
                .one();
    }

    private static Chart chart(Counting counting) {
        List<ZonedDateTime> starts = starts(counting.period());
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (ComplianceStatus status : ComplianceStatus.values()) counts.put(status.word(), new long[starts.size()]);
        counts.put(OTHER, new long[starts.size()]);
        String words = Arrays.stream(ComplianceStatus.values())
                .map(status -> "'" + status.word() + "'")
                .collect(Collectors.joining(", "));
        String bounds = starts.stream()
                .map(start -> start.toInstant().toString())
                .collect(Collectors.joining(",", "CAST('{", "}' AS timestamptz[])"));
        counting.query("SELECT CASE WHEN status IN (" + words + ") THEN status ELSE '" + OTHER + "' END,"
                        + " width_bucket(recorded, " + bounds + "), count(*) FROM" + counting.events()
                        + "GROUP BY 1, 2")
                .map((row, context) -> {
                    long[] columns = counts.getOrDefault(row.getString(1), new long[starts.size()]);
                    columns[row.getInt(2) - 1] = row.getLong(3);
                    return columns;
                })
                .list();
        return new Chart(title(counting.period()), labels(starts, counting.period()), series(counts));
    }

    private static List<Series> series(Map<String, long[]> counts) {
        List<Series> series = new ArrayList<>();
        counts.forEach((status, columns) -> series.add(new Series(
                status,
                status.replace(' ', '-').toLowerCase(Locale.ROOT),
                Arrays.stream(columns).boxed().toList())));
        return series;
    }

    private static ChronoUnit unit(Period period) {
        long days = ChronoUnit.DAYS.between(period.first(), period.last()) + 1;
        if (days == 1) return ChronoUnit.HOURS;
        return days <= MOST_DAYS ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
    }

    /** An hour that the clocks take twice has two columns. */
    private static List<ZonedDateTime> starts(Period period) {
        ChronoUnit unit = unit(period);
        List<ZonedDateTime> starts = new ArrayList<>();
        ZonedDateTime start = period.first().atStartOfDay(period.zone());
        Instant end = period.end();
        while (start.toInstant().isBefore(end)) {
            starts.add(start);
            ZonedDateTime next = start.plus(1, unit);
            start = unit == ChronoUnit.MONTHS ? next.withDayOfMonth(1) : next;
        }
        return starts;
    }

    private static List<String> labels(List<ZonedDateTime> starts, Period period) {
        return starts.stream().map(start -> label(start, unit(period))).toList();
    }

    private static String label(ZonedDateTime start, ChronoUnit unit) {
        LocalDate day = start.toLocalDate();
        return switch (unit) {
            case HOURS -> "%02d:00".formatted(start.getHour());
            case DAYS -> day.toString();
            default -> day.toString().substring(0, 7);
        };
    }

    private static String title(Period period) {
        return switch (unit(period)) {
            case HOURS -> "Events by the hour of recording";
            case DAYS -> "Events by the day of recording";
            default -> "Events by the month of recording";
        };
    }
}

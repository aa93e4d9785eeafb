package nl.meldkamer.audit.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Whole days in a time zone. An event is of the day on which it was recorded, which never changes afterwards: so it is
 * in one period only, and the figures of a period that is over stay what they are.
 *
 * @param first the first day
 * @param last the last day, included
 */
public record Period(LocalDate first, LocalDate last, ZoneId zone) {

    public Period {
        if (last.isBefore(first)) throw new IllegalArgumentException("a period from " + first + " to " + last);
    }

    public static Period day(LocalDate day, ZoneId zone) {
        return new Period(day, day, zone);
    }

    /** The week of a day, from Monday to Sunday. */
    public static Period week(LocalDate day, ZoneId zone) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Period(monday, monday.plusDays(6), zone);
    }

    /** The month of a day. */
    public static Period month(LocalDate day, ZoneId zone) {
        return new Period(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()), zone);
    }

    public Instant start() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    public Instant end() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}

package nl.meldkamer.agent.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Five fields as crontab(5) and Python's croniter understand them: minute, hour, day of month, month, day of week (0 and
 * 7 are Sunday), each a list of {@code *}, numbers, names of months and days, ranges and steps. When both days are
 * restricted, either is enough. Six fields (seconds) and the letters L, W and # are not understood.
 *
 * <p>Works on local times and knows no time zone. Immutable and thread-safe.
 */
public final class CronExpression {

    /** February 29th may be eight years away, and with a weekday, which is no condition then, no further. */
    private static final int MOST_DAYS = 366 * 9;

    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    private CronExpression(List<String> fields) {
        minutes = CronField.MINUTE.parse(fields.get(0));
        hours = CronField.HOUR.parse(fields.get(1));
        daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(2));
        months = CronField.MONTH.parse(fields.get(3));
        daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(4));
        eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
    }

    /** Throws {@link IllegalArgumentException} that names the field and what is wrong with it. */
    public static CronExpression parse(String text) {
        String written = NICKNAMES.getOrDefault(text.strip(), text.strip());
        List<String> fields = List.of(written.split("\\s+"));
        if (fields.size() != 5)
            throw new IllegalArgumentException("a cron expression has 5 fields, not " + fields.size());
        return new CronExpression(fields);
    }

    /** The first minute after {@code moment} that fits; empty when none ever does, such as on February 30th. */
    public Optional<LocalDateTime> next(LocalDateTime moment) {
        LocalDateTime from = moment.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        for (int i = 0; i < MOST_DAYS; i++) {
            if (fits(from.toLocalDate())) {
                Optional<LocalDateTime> found = sameDay(from);
                if (found.isPresent()) return found;
            }
            from = from.toLocalDate().plusDays(1).atStartOfDay();
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> sameDay(LocalDateTime from) {
        int hour = hours.nextSetBit(from.getHour());
        int minute = minutes.nextSetBit(hour == from.getHour() ? from.getMinute() : 0);
        if (hour >= 0 && minute < 0) {
            hour = hours.nextSetBit(hour + 1);
            minute = minutes.nextSetBit(0);
        }
        return hour < 0 ? Optional.empty() : Optional.of(from.toLocalDate().atTime(hour, minute));
    }

    private boolean fits(LocalDate day) {
        if (!months.get(day.getMonthValue())) return false;
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % DayOfWeek.SUNDAY.getValue());
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }
}

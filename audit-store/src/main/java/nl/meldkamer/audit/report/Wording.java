package nl.meldkamer.audit.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as words: for people, or for programs. */
final class Wording {

    static final String NO_DATA = "no data";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Wording() {}

    /** Numbers without grouping, seconds, UTC. */
    static String plain(Cell cell) {
        if (cell instanceof Cell.Text text) return text.value();
        if (cell instanceof Cell.Count count) return Long.toString(count.value());
        if (cell instanceof Cell.Amount amount) return money(amount.value()).toPlainString();
        if (cell instanceof Cell.Share share) return share.percent().toPlainString();
        if (cell instanceof Cell.Time time) return Long.toString(time.value().toSeconds());
        if (cell instanceof Cell.Moment moment) return moment.value().toString();
        if (cell instanceof Cell.Verdict verdict) return Boolean.toString(verdict.met());
        return NO_DATA;
    }

    static String forPeople(Cell cell, ZoneId zone) {
        if (cell instanceof Cell.Count count) return grouped(count.value());
        if (cell instanceof Cell.Amount amount) return format("#,##0.00").format(money(amount.value()));
        if (cell instanceof Cell.Share share) return share.percent().toPlainString() + " %";
        if (cell instanceof Cell.Time time) return time(time.value());
        if (cell instanceof Cell.Moment moment) return moment(moment.value(), zone);
        if (cell instanceof Cell.Verdict verdict) return verdict.met() ? "met" : "not met";
        return plain(cell);
    }

    static String grouped(long number) {
        return format("#,##0").format(number);
    }

    private static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN);
    }

    static String moment(Instant moment, ZoneId zone) {
        return MOMENT.format(moment.atZone(zone));
    }

    private static String time(Duration time) {
        if (time.toDays() > 0) return time.toDays() + " d " + time.toHoursPart() + " h";
        if (time.toHours() > 0) return time.toHours() + " h " + time.toMinutesPart() + " min";
        if (time.toMinutes() > 0) return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        return time.toSeconds() + " s";
    }

    /** The id of a column as a heading. */
    static String heading(String id) {
        String words = id.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

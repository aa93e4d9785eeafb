package nl.meldkamer.audit.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** What a report is about, and how long its period is. */
public enum ReportKind {
    DAY("Audit report of a day"),
    WEEK("Audit report of a week"),
    MONTH("Audit report of a month"),
    /** Of a month. */
    COMPLIANCE("Compliance report"),
    /** Of a month. */
    KPI("Key performance indicators");

    private final String title;

    ReportKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As the command and the names of files have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period that a day is in. */
    public Period periodOf(LocalDate day, ZoneId zone) {
        return switch (this) {
            case DAY -> Period.day(day, zone);
            case WEEK -> Period.week(day, zone);
            case MONTH, COMPLIANCE, KPI -> Period.month(day, zone);
        };
    }

    /** The period before one of its own. */
    public Period before(Period period) {
        return periodOf(period.first().minusDays(1), period.zone());
    }

    /** The name of a file about one of its periods, without an ending; such as {@code week-2026-W05}. */
    public String fileName(Period period) {
        LocalDate first = period.first();
        return word() + "-"
                + switch (this) {
                    case DAY -> first.toString();
                    case WEEK ->
                        "%d-W%02d"
                                .formatted(
                                        first.get(IsoFields.WEEK_BASED_YEAR),
                                        first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                    case MONTH, COMPLIANCE, KPI -> YearMonth.from(first).toString();
                };
    }
}

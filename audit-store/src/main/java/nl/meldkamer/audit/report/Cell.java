package nl.meldkamer.audit.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** What stands in a table of a report. Immutable. */
public sealed interface Cell {

    /** A text of ours or of a source's; whoever renders it escapes it. */
    record Text(String value) implements Cell {}

    /** How many. */
    record Count(long value) implements Cell {}

    /** An amount of money. */
    record Amount(BigDecimal value) implements Cell {}

    /** A part of a whole, in percent with one decimal, rounded down: 99.99 % is not all. */
    record Share(BigDecimal percent) implements Cell {}

    /** How long something took. */
    record Time(Duration value) implements Cell {}

    /** When. */
    record Moment(Instant value) implements Cell {}

    /** Whether a target was met. */
    record Verdict(boolean met) implements Cell {}

    /** That there is no figure, which is neither zero nor all. */
    record NoData() implements Cell {}

    static Cell text(String value) {
        return new Text(value);
    }

    static Cell count(long value) {
        return new Count(value);
    }

    /** A part of a whole; no data if the whole is nothing. */
    static Cell share(long part, long whole) {
        if (whole == 0) return new NoData();
        return new Share(BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.FLOOR));
    }
}

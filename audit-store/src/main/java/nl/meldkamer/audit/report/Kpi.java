package nl.meldkamer.audit.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A target and what became of it.
 *
 * @param target as it was agreed
 * @param met asked only of a value that is there
 * @param from what the value is made of, or where it is to be found
 */
record Kpi(String name, String target, Cell value, Predicate<Cell> met, String from) {

    static Kpi elsewhere(String name, String target, String where) {
        return new Kpi(name, target, new Cell.NoData(), value -> false, where);
    }

    List<Cell> row() {
        Cell verdict = value instanceof Cell.NoData ? value : new Cell.Verdict(met.test(value));
        return List.of(Cell.text(name), Cell.text(target), value, verdict, Cell.text(from));
    }

    static Predicate<Cell> above(int percent) {
        return value -> value instanceof Cell.Share share && share.percent().compareTo(BigDecimal.valueOf(percent)) > 0;
    }

    static Predicate<Cell> below(int percent) {
        return value -> value instanceof Cell.Share share && share.percent().compareTo(BigDecimal.valueOf(percent)) < 0;
    }

    static Predicate<Cell> all() {
        return value -> value instanceof Cell.Share share && share.percent().compareTo(BigDecimal.valueOf(100)) == 0;
    }

    static Predicate<Cell> within(Duration limit) {
        return value -> value instanceof Cell.Time time && time.value().compareTo(limit) < 0;
    }
}

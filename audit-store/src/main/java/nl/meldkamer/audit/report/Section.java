package nl.meldkamer.audit.report;

import java.util.List;
import java.util.Optional;

/**
 * One question of a report with its answer. Immutable.
 *
 * @param id stays the same for ever: files are read by it
 * @param note what the figures are, and what they are not
 * @param headlines the figures that a reader looks for first
 * @param columns the names of the columns, as ids; those of {@code rows}
 * @param leftOut how many rows there would be more
 */
public record Section(
        String id,
        String title,
        String note,
        List<Headline> headlines,
        Optional<Chart> chart,
        List<String> columns,
        List<List<Cell>> rows,
        long leftOut) {

    /** More rows than this are counted and not shown. */
    public static final int MOST_ROWS = 1000;

    /** One figure with its name. */
    public record Headline(String name, Cell value) {}

    public Section {
        headlines = List.copyOf(headlines);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Section of(String id, String title, String note, List<String> columns, List<List<Cell>> rows) {
        int shown = Math.min(rows.size(), MOST_ROWS);
        return new Section(
                id, title, note, List.of(), Optional.empty(), columns, rows.subList(0, shown), rows.size() - shown);
    }

    Section with(Headline... figures) {
        return new Section(id, title, note, List.of(figures), chart, columns, rows, leftOut);
    }

    Section with(Chart drawing) {
        return new Section(id, title, note, headlines, Optional.of(drawing), columns, rows, leftOut);
    }

    Section leavingOut(long more) {
        return new Section(id, title, note, headlines, chart, columns, rows, more);
    }
}

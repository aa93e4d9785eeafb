package nl.meldkamer.agent.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source answered.
 *
 * @param columns known even when there is no row
 * @param rows by column name, values as {@link nl.meldkamer.templates.Rows} describes them
 */
public record Answer(List<Column> columns, List<Map<String, Optional<Object>>> rows) {

    /** A column; its kind tells what a row that is not there would hold. */
    public record Column(String name, Kind kind) {}

    /** Zero counts for what has no row; a text or a moment has none. */
    public enum Kind {
        NUMBER,
        TEXT,
        MOMENT
    }

    public Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column moment(String name) {
        return new Column(name, Kind.MOMENT);
    }

    /** Rows whose cells stand in the order of the columns; null is an absent value. */
    static Answer of(List<Column> columns, List<? extends List<? extends @Nullable Object>> cells) {
        return new Answer(columns, cells.stream().map(row -> row(columns, row)).toList());
    }

    private static Map<String, Optional<Object>> row(List<Column> columns, List<? extends @Nullable Object> cells) {
        Map<String, Optional<Object>> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) row.put(columns.get(i).name(), Optional.ofNullable(cells.get(i)));
        return row;
    }
}

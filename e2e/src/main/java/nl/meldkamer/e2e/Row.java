package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row to be written: a DocType's table and the columns that are not left to their defaults. */
final class Row {

    private final String table;
    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

    private Row(String table) {
        this.table = table;
    }

    /** A document that was not changed since it was made. */
    static Row of(String docType, String name, LocalDateTime created) {
        return of(docType, name, created, created);
    }

    static Row of(String docType, String name, LocalDateTime created, LocalDateTime modified) {
        return new Row("tab" + docType)
                .set("name", name)
                .set("creation", created)
                .set("modified", modified)
                .set("owner", "Administrator")
                .set("modified_by", "Administrator");
    }

    /** A row of a table that is no DocType's. */
    static Row plain(String table) {
        return new Row(table);
    }

    Row set(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    Row childOf(String docType, String parent, String field, int index) {
        return set("parenttype", docType)
                .set("parent", parent)
                .set("parentfield", field)
                .set("idx", index);
    }

    /** Null when it is, and when it was left to its default. */
    @Nullable Object get(String column) {
        return columns.get(column);
    }

    /** Empty when it is null. */
    String text(String column) {
        return Objects.toString(get(column), "");
    }

    /** Zero when it was left to its default. */
    BigDecimal number(String column) {
        String text = text(column);
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    boolean is(String column, int number) {
        return number(column).compareTo(BigDecimal.valueOf(number)) == 0;
    }

    @Nullable LocalDate date(String column) {
        return (LocalDate) get(column);
    }

    @Nullable LocalDateTime time(String column) {
        return (LocalDateTime) get(column);
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    List<@Nullable Object> values() {
        return Collections.unmodifiableList(new ArrayList<>(columns.values()));
    }
}

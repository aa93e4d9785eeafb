package nl.meldkamer.templates;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave, as expressions see it.
 *
 * @param rows column name to value: {@link BigDecimal}, {@link String}, {@link LocalDate}, {@link LocalDateTime}
 *     (in the site's time zone) or null
 * @param now when the query started, in the site's time zone; ages count from here
 */
public record Rows(List<Map<String, Optional<Object>>> rows, LocalDateTime now) {

    public Rows {
        rows = List.copyOf(rows);
    }

    /** The rows in which each of these columns has this text. */
    public Rows matching(Map<String, String> where) {
        if (where.isEmpty()) return this;
        return new Rows(rows.stream().filter(row -> matches(row, where)).toList(), now);
    }

    /** The rows in which each of these columns has another text than these. */
    public Rows without(Map<String, List<String>> whereNot) {
        if (whereNot.isEmpty()) return this;
        return new Rows(rows.stream().filter(row -> differs(row, whereNot)).toList(), now);
    }

    private static boolean matches(Map<String, Optional<Object>> row, Map<String, String> where) {
        return where.entrySet().stream().allMatch(wanted -> wanted.getValue().equals(text(row, wanted.getKey())));
    }

    private static boolean differs(Map<String, Optional<Object>> row, Map<String, List<String>> whereNot) {
        return whereNot.entrySet().stream()
                .noneMatch(unwanted -> unwanted.getValue().contains(text(row, unwanted.getKey())));
    }

    private static String text(Map<String, Optional<Object>> row, String column) {
        return Objects.toString(cell(row, column), "");
    }

    /** The value of a column of a row; null when it is null there. An unknown column is an error of the catalogue. */
    static @Nullable Object cell(Map<String, Optional<Object>> row, String column) {
        Optional<Object> value = row.get(column);
        if (value == null) throw new IllegalArgumentException("the query has no column '" + column + "'");
        return value.orElse(null);
    }
}

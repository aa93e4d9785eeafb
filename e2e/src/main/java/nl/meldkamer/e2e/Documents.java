package nl.meldkamer.e2e;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rows of a table, counted and added up without a database. */
record Documents(List<Row> rows) {

    private static final int CANCELLED = 2;

    Documents {
        rows = List.copyOf(rows);
    }

    static Documents of(Association association, String docType) {
        return new Documents(association.rows().toList()).ofTable("tab" + docType);
    }

    Documents ofTable(String table) {
        return where(row -> row.table().equals(table));
    }

    Documents where(Predicate<Row> condition) {
        return new Documents(rows.stream().filter(condition).toList());
    }

    Documents with(String column, String... texts) {
        List<String> wanted = List.of(texts);
        return where(row -> wanted.contains(row.text(column)));
    }

    Documents notCancelled() {
        return where(row -> row.number("docstatus").intValue() < CANCELLED);
    }

    /** By the text of a column; "none" for those that have none. */
    Map<String, Documents> by(String column) {
        Map<String, List<Row>> groups = rows.stream()
                .collect(groupingBy(
                        row -> row.text(column).isEmpty() ? "none" : row.text(column),
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, Documents> documents = new TreeMap<>();
        groups.forEach((text, group) -> documents.put(text, new Documents(group)));
        return documents;
    }

    long count() {
        return rows.size();
    }

    long count(Predicate<Row> condition) {
        return where(condition).count();
    }

    BigDecimal sum(String column) {
        return rows.stream().map(row -> row.number(column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Optional<LocalDateTime> latest(String column) {
        return rows.stream()
                .map(row -> row.time(column))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    Optional<LocalDateTime> earliest(String column) {
        return rows.stream()
                .map(row -> row.time(column))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }
}

package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents of one kind, or some of them, to be counted without a database. */
record Records(List<Row> rows) {

    Records {
        rows = List.copyOf(rows);
    }

    /** All rows, by DocType. */
    static Map<String, Records> byDocType(Stream<Row> rows) {
        Map<String, List<Row>> tables =
                rows.collect(Collectors.groupingBy(row -> row.table().substring("tab".length())));
        Map<String, Records> records = new TreeMap<>();
        tables.forEach((docType, each) -> records.put(docType, new Records(each)));
        return records;
    }

    Records that(Predicate<Row> condition) {
        return new Records(rows.stream().filter(condition).toList());
    }

    /** An absent text is the same as an empty one. */
    Records with(String column, String... texts) {
        return that(row -> List.of(texts).contains(row.text(column)));
    }

    Records without(String column, String... texts) {
        return that(row -> !List.of(texts).contains(row.text(column)));
    }

    Records numbered(String column, int number) {
        return that(row -> row.is(column, number));
    }

    Records submitted() {
        return numbered("docstatus", 1);
    }

    Records notCancelled() {
        return that(row -> !row.is("docstatus", 2));
    }

    /** From the first date to the last, both included; rows without a date are left out. */
    Records dated(String column, LocalDate first, LocalDate last) {
        return that(row -> {
            @Nullable LocalDate date = row.date(column);
            return date != null && !date.isBefore(first) && !date.isAfter(last);
        });
    }

    Records before(String column, LocalDate limit) {
        return dated(column, LocalDate.MIN, limit.minusDays(1));
    }

    Records before(String column, LocalDateTime limit) {
        return that(row -> {
            @Nullable LocalDateTime time = row.time(column);
            return time != null && time.isBefore(limit);
        });
    }

    Records after(String column, LocalDateTime limit) {
        return that(row -> {
            @Nullable LocalDateTime time = row.time(column);
            return time != null && time.isAfter(limit);
        });
    }

    long count() {
        return rows.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    BigDecimal sum(String column) {
        return rows.stream().map(row -> row.number(column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Stream<String> texts(String column) {
        return rows.stream().map(row -> row.text(column));
    }

    /** As an entity of a discovery is called: "none" is an empty text. */
    Map<String, Records> by(String column) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.text(column).isEmpty() ? "none" : row.text(column),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Records::new)));
    }

    Optional<LocalDateTime> oldest(String column) {
        return moments(column).min(LocalDateTime::compareTo);
    }

    Optional<LocalDateTime> newest(String column) {
        return moments(column).max(LocalDateTime::compareTo);
    }

    /** A date is its midnight. */
    private Stream<LocalDateTime> moments(String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .map(value -> value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value);
    }
}

package nl.meldkamer.templates;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of an expression. A value is a {@link BigDecimal}, text, a {@link LocalDateTime}, or null for none. */
sealed interface Term {

    int DECIMALS = 4;
    int LARGEST_EXPONENT = 308;

    @Nullable Object evaluate(Scope scope);

    default void collectColumns(Consumer<String> found) {
        parts().forEach(part -> part.collectColumns(found));
    }

    default List<? extends Term> parts() {
        return List.of();
    }

    /** What a term sees: all rows, and inside an aggregate the current one. */
    record Scope(Rows rows, @Nullable Map<String, Optional<Object>> row) {

        Stream<Scope> each() {
            return rows.rows().stream().map(each -> new Scope(rows, each));
        }

        @Nullable Object cell(String column) {
            if (row != null) return Rows.cell(row, column);
            int size = rows.rows().size();
            if (size == 0) return null;
            if (size == 1) return Rows.cell(rows.rows().get(0), column);
            throw new IllegalArgumentException(
                    "column '" + column + "' needs sum, min or max, as the query gave " + size + " rows");
        }
    }

    record Constant(BigDecimal number) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            return number;
        }
    }

    record Column(String name) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            @Nullable Object cell = scope.cell(name);
            return cell instanceof LocalDate date ? date.atStartOfDay() : cell;
        }

        @Override
        public void collectColumns(Consumer<String> found) {
            found.accept(name);
        }
    }

    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        OVER;

        @Nullable BigDecimal apply(BigDecimal left, BigDecimal right) {
            return switch (this) {
                case PLUS -> left.add(right);
                case MINUS -> left.subtract(right);
                case TIMES -> left.multiply(right);
                case OVER -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
            };
        }
    }

    record Operation(Operator operator, Term left, Term right) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            @Nullable BigDecimal leftNumber = number(left, scope);
            @Nullable BigDecimal rightNumber = number(right, scope);
            if (leftNumber == null || rightNumber == null) return null;
            return operator.apply(leftNumber, rightNumber);
        }

        @Override
        public List<Term> parts() {
            return List.of(left, right);
        }
    }

    record Sum(Term of) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Scope each : scope.each().toList()) {
                @Nullable BigDecimal number = number(of, each);
                if (number == null) return null;
                sum = sum.add(number);
            }
            return sum;
        }

        @Override
        public List<Term> parts() {
            return List.of(of);
        }
    }

    record Extreme(boolean largest, Term of) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return scope.each()
                    .map(of::evaluate)
                    .filter(Objects::nonNull)
                    .reduce(this::outer)
                    .orElse(null);
        }

        private Object outer(Object one, Object other) {
            int order;
            if (one instanceof BigDecimal left && other instanceof BigDecimal right) order = left.compareTo(right);
            else if (one instanceof LocalDateTime left && other instanceof LocalDateTime right)
                order = left.compareTo(right);
            else throw new IllegalArgumentException("min and max need numbers or dates in '" + of + "'");
            return (order > 0) == largest ? one : other;
        }

        @Override
        public List<Term> parts() {
            return List.of(of);
        }
    }

    record Count() implements Term {
        @Override
        public Object evaluate(Scope scope) {
            return BigDecimal.valueOf(scope.rows().rows().size());
        }
    }

    record Age(Term of) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            @Nullable Object since = of.evaluate(scope);
            if (since == null) return null;
            if (since instanceof LocalDateTime time)
                return BigDecimal.valueOf(
                        Duration.between(time, scope.rows().now()).toSeconds());
            throw new IllegalArgumentException("age needs a date or a time, not " + described(since));
        }

        @Override
        public List<Term> parts() {
            return List.of(of);
        }
    }

    record Coalesce(List<Term> parts) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            for (Term part : parts) {
                @Nullable Object value = part.evaluate(scope);
                if (value != null) return value;
            }
            return null;
        }
    }

    record Masked(Column column) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            @Nullable Object value = column.evaluate(scope);
            return value instanceof String text ? Masking.mask(text) : value;
        }

        @Override
        public List<Term> parts() {
            return List.of(column);
        }
    }

    /** All rows as an array of objects; the fields are columns or masked columns by the column's name. */
    record Json(Map<String, Term> fields) implements Term {

        private static final ObjectMapper MAPPER = new ObjectMapper();

        @Override
        public Object evaluate(Scope scope) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            scope.each().forEach(each -> array.add(object(each)));
            return written(array);
        }

        private ObjectNode object(Scope scope) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> put(object, name, field.evaluate(scope)));
            return object;
        }

        private static void put(ObjectNode object, String name, @Nullable Object value) {
            if (value == null) object.putNull(name);
            else if (value instanceof BigDecimal number) object.put(name, new BigDecimal(plain(number)));
            else object.put(name, value.toString());
        }

        private static String written(ArrayNode array) {
            try {
                return MAPPER.writeValueAsString(array);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException("a tree of plain values is always writable", e);
            }
        }

        @Override
        public List<Term> parts() {
            return List.copyOf(fields.values());
        }
    }

    /** Each row as a line of text, for a person to read. */
    record Lines(List<Term> parts) implements Term {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

        @Override
        public Object evaluate(Scope scope) {
            return scope.each().map(this::line).collect(Collectors.joining("\n"));
        }

        private String line(Scope row) {
            return parts.stream().map(part -> readable(part.evaluate(row))).collect(Collectors.joining("  "));
        }

        private static String readable(@Nullable Object value) {
            if (value == null) return "-";
            return value instanceof LocalDateTime time
                    ? TIME.format(time)
                    : plain(value).replaceAll("\\s+", " ");
        }
    }

    private static @Nullable BigDecimal number(Term term, Scope scope) {
        @Nullable Object value = term.evaluate(scope);
        if (value == null) return null;
        if (value instanceof BigDecimal number) return number;
        throw new IllegalArgumentException("a number is needed, not " + described(value) + needed(term));
    }

    private static String needed(Term term) {
        return term instanceof Column column ? " in column '" + column.name() + "'" : "";
    }

    /** The kind of a value, never the value: it may be personal. */
    private static String described(Object value) {
        if (value instanceof BigDecimal) return "a number";
        return value instanceof LocalDateTime ? "a date (use age)" : "text";
    }

    /** As Zabbix takes it. */
    static String plain(Object value) {
        if (value instanceof String text) return text;
        if (!(value instanceof BigDecimal number))
            throw new IllegalArgumentException("a number or text is needed, not " + described(value));
        if ((long) number.precision() - number.scale() > LARGEST_EXPONENT)
            throw new IllegalArgumentException("the number is larger than Zabbix can store");
        BigDecimal rounded = number.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString();
    }
}

package nl.meldkamer.templates;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an item's value is made from rows.
 *
 * <pre>
 * expression = term, { ("+" | "-"), term } ;
 * term       = factor, { ("*" | "/"), factor } ;
 * factor     = number | column | call | "-", factor | "(", expression, ")" ;
 * call       = ("sum" | "min" | "max"), "(", expression, ")"       over all rows
 *            | "count", "(", ")"                                   the number of rows
 *            | "age", "(", expression, ")"                         whole seconds since a date or time
 *            | "coalesce", "(", expression, { ",", expression }, ")"  the first that has a value
 *            | "mask", "(", column, ")"                            text without personal data, see {@link Masking}
 *            | "json", "(", field, { ",", field }, ")"             all rows as an array of objects
 *            | "lines", "(", field, { ",", field }, ")" ;          each row as a line, fields two spaces apart, no value is "-"
 * field      = column | "mask", "(", column, ")" ;
 * </pre>
 *
 * A column outside an aggregate is that of the only row; with more rows it is an error, with none there is no value. A
 * null, a division by zero and an operand without a value make the result have no value. {@code sum} over no rows is 0
 * and has no value as soon as one of its operands has none: a part of a sum is a wrong number. {@code min} and
 * {@code max} pass over what has no value. A date counts from its midnight; the age of what lies ahead is negative.
 * Numbers come out in plain notation, rounded half up to 4 decimals, without trailing zeros.
 *
 * <p>Immutable and thread-safe.
 */
public final class Expression {

    private final String text;
    private final Term term;

    private Expression(String text, Term term) {
        this.text = text;
        this.term = term;
    }

    /** Throws {@link IllegalArgumentException} that names the place, counted from 1, and what was expected. */
    public static Expression parse(String text) {
        return new Expression(text, new ExpressionParser(text).parse());
    }

    /**
     * The value as Zabbix takes it, or empty when there is none. Throws {@link IllegalArgumentException} when the rows do
     * not fit: an unknown column, text where a number is needed, several rows where one is.
     */
    public Optional<String> evaluate(Rows rows) {
        @Nullable Object value = term.evaluate(new Term.Scope(rows, null));
        return value == null ? Optional.empty() : Optional.of(Term.plain(value));
    }

    /** As {@link #evaluate(Rows)}; also throws when the value does not fit the type. */
    public Optional<String> evaluate(Rows rows, ValueType type) {
        return evaluate(rows).map(type::checked);
    }

    /** The columns that a query must give. */
    public Set<String> columns() {
        Set<String> found = new LinkedHashSet<>();
        term.collectColumns(found::add);
        return found;
    }

    @Override
    public String toString() {
        return text;
    }
}

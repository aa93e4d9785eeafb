package nl.meldkamer.templates;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nl.meldkamer.templates.Term.Operator;
import nl.meldkamer.templates.yaml.Suggestion;

/** Recursive descent over the grammar in {@link Expression}; bounded in length and depth. */
final class ExpressionParser {

    private static final int LONGEST = 2000;
    private static final int DEEPEST = 50;
    private static final List<String> FUNCTIONS =
            List.of("sum", "min", "max", "count", "age", "coalesce", "mask", "json", "lines");

    private final String text;
    private int position;
    private int depth;
    private boolean inAggregate;

    ExpressionParser(String text) {
        this.text = text;
    }

    Term parse() {
        if (text.length() > LONGEST) throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        Term term = expression();
        if (position < text.length()) throw expected("an operator or the end");
        return term;
    }

    private Term expression() {
        if (++depth > DEEPEST) throw expected("fewer than " + DEEPEST + " levels");
        Term left = term();
        while (true) {
            if (accept('+')) left = new Term.Operation(Operator.PLUS, left, term());
            else if (accept('-')) left = new Term.Operation(Operator.MINUS, left, term());
            else break;
        }
        depth--;
        return left;
    }

    private Term term() {
        Term left = factor();
        while (true) {
            if (accept('*')) left = new Term.Operation(Operator.TIMES, left, factor());
            else if (accept('/')) left = new Term.Operation(Operator.OVER, left, factor());
            else return left;
        }
    }

    private Term factor() {
        if (accept('-')) return negative();
        if (accept('(')) return closed(this::expression);
        if (isDigit(peek())) return number();
        if (!isLetter(peek())) throw expected("a number, a column, a function or '('");
        int start = position;
        String name = name();
        return accept('(') ? closed(() -> call(name, start)) : new Term.Column(name);
    }

    private Term negative() {
        if (++depth > DEEPEST) throw expected("fewer than " + DEEPEST + " levels");
        Term negated = new Term.Operation(Operator.MINUS, new Term.Constant(BigDecimal.ZERO), factor());
        depth--;
        return negated;
    }

    private Term call(String function, int start) {
        return switch (function) {
            case "sum" -> aggregate(() -> new Term.Sum(expression()), start);
            case "min" -> aggregate(() -> new Term.Extreme(false, expression()), start);
            case "max" -> aggregate(() -> new Term.Extreme(true, expression()), start);
            case "count" -> aggregate(Term.Count::new, start);
            case "json" -> aggregate(() -> new Term.Json(fields()), start);
            case "lines" -> aggregate(() -> new Term.Lines(List.copyOf(fields().values())), start);
            case "age" -> new Term.Age(expression());
            case "coalesce" -> coalesce();
            case "mask" -> new Term.Masked(column());
            default -> throw at(start, "unknown function '" + function + "'" + Suggestion.hint(function, FUNCTIONS));
        };
    }

    private Term aggregate(Supplier<Term> arguments, int start) {
        if (inAggregate) throw at(start, "an aggregate inside an aggregate");
        inAggregate = true;
        Term term = arguments.get();
        inAggregate = false;
        return term;
    }

    private Term coalesce() {
        List<Term> alternatives = new ArrayList<>();
        do alternatives.add(expression());
        while (accept(','));
        return new Term.Coalesce(List.copyOf(alternatives));
    }

    private Map<String, Term> fields() {
        Map<String, Term> fields = new LinkedHashMap<>();
        do field(fields);
        while (accept(','));
        return fields;
    }

    private void field(Map<String, Term> fields) {
        Term.Column column = column();
        boolean masked = column.name().equals("mask") && accept('(');
        if (!masked) {
            fields.put(column.name(), column);
            return;
        }
        Term.Column hidden = column();
        fields.put(hidden.name(), closed(() -> new Term.Masked(hidden)));
    }

    private Term.Column column() {
        if (!isLetter(peek())) throw expected("a column");
        return new Term.Column(name());
    }

    private Term closed(Supplier<Term> inner) {
        Term term = inner.get();
        if (!accept(')')) throw expected("')'");
        return term;
    }

    private Term number() {
        int start = position;
        while (isDigit(peekRaw()) || peekRaw() == '.') position++;
        String digits = text.substring(start, position);
        if (!digits.matches("[0-9]+(\\.[0-9]+)?")) throw at(start, "'" + digits + "' is not a number");
        return new Term.Constant(new BigDecimal(digits));
    }

    private String name() {
        int start = position;
        while (isLetter(peekRaw()) || isDigit(peekRaw())) position++;
        return text.substring(start, position);
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) return false;
        position++;
        return true;
    }

    /** The next character that is no blank; 0 at the end. */
    private char peek() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) position++;
        return peekRaw();
    }

    private char peekRaw() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private IllegalArgumentException expected(String what) {
        String found = position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
        return at(position, what + " is expected, not " + found);
    }

    private IllegalArgumentException at(int place, String message) {
        return new IllegalArgumentException("at " + (place + 1) + " of '" + text + "': " + message);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}

package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.meldkamer.templates.yaml.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * A trigger's expression with the abbreviations of {@link Trigger} taken apart, or a calculated item's formula. Only what is needed to expand and to
 * check it is understood; the arithmetic is Zabbix's. {@code min}, {@code max}, {@code avg}, {@code sum} and {@code count} are history
 * functions when they start with a period or a reference, otherwise they take what their arguments yield.
 */
final class TriggerExpression {

    /** A history function, and the item that it reads, or the items when the key holds a {@code *}. */
    record Reference(String function, String key) {

        boolean isOfAll() {
            return FOREACH.contains(function) && key.contains("*");
        }
    }

    /** Where a key is named. */
    private record Span(int start, int end) {}

    private static final int LONGEST = 2048;
    private static final Set<String> NUMERIC_HISTORY = Set.of(
            "avg",
            "baselinedev",
            "baselinewma",
            "forecast",
            "kurtosis",
            "mad",
            "max",
            "min",
            "monodec",
            "monoinc",
            "percentile",
            "rate",
            "skewness",
            "stddevpop",
            "stddevsamp",
            "sum",
            "sumofsquares",
            "timeleft",
            "trendavg",
            "trendcount",
            "trendmax",
            "trendmin",
            "trendstl",
            "trendsum",
            "varpop",
            "varsamp");
    private static final Set<String> ANY_HISTORY = Set.of(
            "change",
            "changecount",
            "count",
            "countunique",
            "find",
            "first",
            "fuzzytime",
            "last",
            "logeventid",
            "logseverity",
            "logsource",
            "nodata");
    private static final Set<String> BOTH = Set.of("avg", "count", "max", "min", "sum");
    private static final Set<String> PLAIN = Set.of(
            "abs",
            "acos",
            "ascii",
            "asin",
            "atan",
            "atan2",
            "between",
            "bitand",
            "bitlength",
            "bitlshift",
            "bitnot",
            "bitor",
            "bitrshift",
            "bitxor",
            "bytelength",
            "cbrt",
            "ceil",
            "char",
            "concat",
            "cos",
            "cosh",
            "cot",
            "date",
            "dayofmonth",
            "dayofweek",
            "degrees",
            "e",
            "exp",
            "expm1",
            "floor",
            "in",
            "insert",
            "left",
            "length",
            "log",
            "log10",
            "ltrim",
            "mid",
            "mod",
            "now",
            "pi",
            "power",
            "radians",
            "rand",
            "repeat",
            "replace",
            "right",
            "round",
            "rtrim",
            "signum",
            "sin",
            "sinh",
            "sqrt",
            "tan",
            "time",
            "trim",
            "truncate");
    private static final Set<String> FOREACH =
            Set.of("avg_foreach", "count_foreach", "last_foreach", "max_foreach", "min_foreach", "sum_foreach");
    private static final Set<String> OPERATORS = Set.of("and", "or", "not");

    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\""
            + "|\\{[$#](?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^}\"])*+\\}"
            + "|(?<function>[a-z][a-z0-9_]*+)\\s*+\\(\\s*+"
            + "|(?<open>\\()|(?<close>\\))");
    private static final Pattern BACKSLASH = Pattern.compile("\\\\[^\"]");
    private static final Pattern PERIOD =
            Pattern.compile("\\s*+(?:#?[0-9]++[smhdwMy]?|\\{\\$(?:\"[^\"]*+\"|[^}\"])*+\\})(?::[^,)]*+)?\\s*+[,)]");

    private final String text;
    private final @Nullable String ownKey;
    private final List<String> pieces = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Span> named = new ArrayList<>();
    private int depth;
    private int copied;

    private TriggerExpression(String text, @Nullable String ownKey) {
        this.text = text;
        this.ownKey = ownKey;
    }

    /** Throws {@link IllegalArgumentException} that names what is wrong. */
    static TriggerExpression parse(String text, String ownKey) {
        return parsed(text, ownKey);
    }

    /** The formula of a calculated item, which reads other items only, and may read all that a discovery made. */
    static TriggerExpression parseFormula(String text) {
        return parsed(text, null);
    }

    private static TriggerExpression parsed(String text, @Nullable String ownKey) {
        if (text.length() > LONGEST)
            throw new IllegalArgumentException("an expression has at most " + LONGEST + " characters");
        TriggerExpression expression = new TriggerExpression(text, ownKey);
        expression.parse();
        return expression;
    }

    /** As Zabbix takes it. */
    String expanded(String template) {
        return pieces.stream()
                .map(piece -> piece.startsWith("//") ? "/" + template + piece.substring(1) : piece)
                .collect(Collectors.joining());
    }

    /** As it is written, with other keys where it names one. */
    String renamed(UnaryOperator<String> keys) {
        StringBuilder renamed = new StringBuilder();
        int from = 0;
        for (Span key : named) {
            renamed.append(text, from, key.start()).append(keys.apply(text.substring(key.start(), key.end())));
            from = key.end();
        }
        return renamed.append(text.substring(from)).toString();
    }

    List<Reference> references() {
        return references;
    }

    Set<String> keys() {
        return references.stream().map(Reference::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static boolean needsNumbers(String function) {
        return NUMERIC_HISTORY.contains(function);
    }

    private void parse() {
        if (BACKSLASH.matcher(text).find())
            throw new IllegalArgumentException("a backslash stands before a quotation mark only; Zabbix 6.0 and 7.0"
                    + " take any other for different things");
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            from = matcher.end();
            if (matcher.group("open") != null) depth++;
            else if (matcher.group("close") != null) close(matcher.start());
            else if (matcher.group("function") != null) from = call(matcher.group("function"), matcher);
        }
        if (depth > 0) throw new IllegalArgumentException("a ')' is missing at the end");
        if (references.isEmpty()) throw new IllegalArgumentException("reads no item; a history function is expected");
        pieces.add(text.substring(copied));
    }

    private void close(int at) {
        if (--depth < 0) throw new IllegalArgumentException("the ')' at " + (at + 1) + " closes nothing");
    }

    private int call(String function, Matcher matcher) {
        depth++;
        int start = matcher.end();
        if (OPERATORS.contains(function)) return start;
        if (!all().contains(function))
            throw new IllegalArgumentException(
                    "unknown function '" + function + "'" + Suggestion.hint(function, all()));
        if (text.startsWith("/", start)) return reference(function, start);
        if (isAbbreviated(function, start)) insertOwnKey(function, start);
        return start;
    }

    private int reference(String function, int start) {
        if (!text.startsWith("//", start))
            throw new IllegalArgumentException("an item is written //key, at " + (start + 1));
        int end = ItemKey.end(text, start + 2);
        if (end == start + 2) throw new IllegalArgumentException("an item key is expected at " + (start + 3));
        references.add(new Reference(function, text.substring(start + 2, end)));
        named.add(new Span(start + 2, end));
        pieces.add(text.substring(copied, start));
        pieces.add(text.substring(start, end));
        copied = end;
        return end;
    }

    private void insertOwnKey(String function, int start) {
        if (ownKey == null) throw new IllegalArgumentException(function + " reads no item; a formula names it: //key");
        references.add(new Reference(function, ownKey));
        pieces.add(text.substring(copied, start));
        pieces.add("//" + ownKey);
        if (!text.startsWith(")", start)) pieces.add(",");
        copied = start;
    }

    private boolean isAbbreviated(String function, int start) {
        if (PLAIN.contains(function)) return false;
        return !BOTH.contains(function)
                || PERIOD.matcher(text).region(start, text.length()).lookingAt();
    }

    private Set<String> all() {
        Set<String> all = new LinkedHashSet<>(NUMERIC_HISTORY);
        all.addAll(ANY_HISTORY);
        all.addAll(PLAIN);
        if (ownKey == null) all.addAll(FOREACH);
        return all;
    }
}

package nl.meldkamer.e2e.trigger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions that consist of such conditions and nothing else. */
final class Conditions {

    private static final String MACRO = "\\{\\$[A-Z0-9_.]+(?::\"[^\"]*\")?\\}";
    private static final String PERIOD = "#\\d+|\\d+[smhdw]|" + MACRO;
    private static final String BOUND = "(?<sign>-?)(?:(?<factor>[0-9.]+)\\*)?(?<bound>[0-9.]+[a-zA-Z]?|" + MACRO + ")";
    private static final String ITEM = "(?:" + Subject.KEY + ",?)?";
    private static final String WINDOW = "(?<period>" + PERIOD + ")";

    private static final Pattern LIMIT = Pattern.compile(
            "(?<function>last|min|max|avg)\\(" + ITEM + WINDOW + "?\\)(?<operator><=|>=|<>|<|>|=)" + BOUND);
    private static final Pattern RISE = Pattern.compile("last\\(\\)-min\\(" + WINDOW + "\\)>" + BOUND);
    private static final Pattern FALL = Pattern.compile("max\\(" + WINDOW + "\\)-last\\(\\)>" + BOUND);
    private static final Pattern AGE =
            Pattern.compile("count\\(" + WINDOW + "(?::now-(?<shift>" + PERIOD + "))?\\)>(?<more>\\d+)");

    private final Subjects subjects;
    private final String ownKey;

    private Conditions(Subjects subjects, String ownKey) {
        this.subjects = subjects;
        this.ownKey = ownKey;
    }

    /** Empty when there is more in it; of several that are joined by {@code or}, those of the first. */
    static Optional<List<Condition>> read(String expression, String ownKey, Subjects subjects) {
        return new Conditions(subjects, ownKey).read(expression.split(" or ", 2)[0]);
    }

    private Optional<List<Condition>> read(String expression) {
        List<Condition> conditions = new ArrayList<>();
        for (String text : expression.split(" and ", -1)) {
            Optional<Condition> condition = condition(text);
            if (condition.isEmpty()) return Optional.empty();
            conditions.add(condition.get());
        }
        return Optional.of(conditions);
    }

    private Optional<Condition> condition(String text) {
        Matcher limit = LIMIT.matcher(text);
        if (limit.matches()) return Optional.of(limit(limit));
        Matcher rise = RISE.matcher(text);
        if (rise.matches()) return Optional.of(new Condition.Rise(ownKey, window(rise, ownKey), bound(rise)));
        Matcher fall = FALL.matcher(text);
        if (fall.matches()) return Optional.of(new Condition.Fall(ownKey, window(fall, ownKey), bound(fall)));
        Matcher age = AGE.matcher(text);
        return age.matches() ? Optional.of(age(age)) : Optional.empty();
    }

    private Condition limit(Matcher matcher) {
        String other = matcher.group("key");
        String key = other == null ? ownKey : other;
        String period = matcher.group("period");
        Duration window = period == null ? Duration.ZERO : period(period, key);
        boolean timed = period != null && !period.startsWith("#");
        return new Condition.Limit(
                key, matcher.group("function"), window, timed, matcher.group("operator"), bound(matcher));
    }

    private Condition age(Matcher matcher) {
        String shift = matcher.group("shift");
        if (shift != null) return new Condition.Age(ownKey, period(shift, ownKey), period(shift, ownKey));
        long others = Long.parseLong(matcher.group("more"));
        return new Condition.Age(
                ownKey, window(matcher, ownKey), subjects.interval(ownKey).multipliedBy(others));
    }

    private Duration window(Matcher matcher, String key) {
        return period(matcher.group("period"), key);
    }

    private Duration period(String text, String key) {
        return text.startsWith("#")
                ? subjects.interval(key).multipliedBy(Long.parseLong(text.substring(1)))
                : Quantity.duration(resolved(text));
    }

    private BigDecimal bound(Matcher matcher) {
        BigDecimal bound = Quantity.parse(resolved(matcher.group("bound")));
        if (matcher.group("factor") != null) bound = bound.multiply(new BigDecimal(matcher.group("factor")));
        return matcher.group("sign").isEmpty() ? bound : bound.negate();
    }

    private String resolved(String text) {
        return text.startsWith("{$") ? subjects.macro(text) : text;
    }
}

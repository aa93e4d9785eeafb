package nl.meldkamer.e2e.trigger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Trigger;

/**
 * Makes up the values for triggers of the usual kinds: those nearest to the limit that must make it fire, and that must
 * let it recover. Whether they do is for a server to say.
 */
final class Derivation {

    private final Subjects subjects;
    private final Subject subject;

    private Derivation(Subjects subjects, Subject subject) {
        this.subjects = subjects;
        this.subject = subject;
    }

    /** Empty for a trigger of another kind. */
    static Optional<TriggerCase> of(Subject subject, Subjects subjects) {
        return new Derivation(subjects, subject).derive();
    }

    private Optional<TriggerCase> derive() {
        Trigger trigger = subject.trigger();
        Optional<List<Condition>> problem = read(trigger.problem());
        if (problem.isEmpty()) return Optional.empty();
        Optional<Map<String, Series>> recovery = trigger.recovery().isPresent()
                ? read(trigger.recovery().get()).map(this::fulfilling)
                : Optional.of(ending(problem.get()));
        return recovery.map(
                recovers -> TriggerCase.of(subject, fulfilling(problem.get()), recovers, lasts(problem.get())));
    }

    private Optional<List<Condition>> read(String expression) {
        return Conditions.read(expression, subject.metric().key(), subjects);
    }

    /**
     * How long the values must have been such before the problem may be called one. Two in a row are no time: what was
     * so when a host was new may be told at once.
     */
    private static Duration lasts(List<Condition> problem) {
        Optional<Duration> age = problem.stream()
                .filter(Condition.Age.class::isInstance)
                .map(condition -> ((Condition.Age) condition).since())
                .findFirst();
        return age.orElseGet(() -> problem.stream()
                .filter(condition -> condition instanceof Condition.Limit limit && limit.isOfATime())
                .map(Condition::window)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
    }

    private Map<String, Series> fulfilling(List<Condition> conditions) {
        Map<String, Series> series = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            String key = condition.key();
            Duration window =
                    longest(conditions, key).plus(subjects.interval(key).multipliedBy(2));
            if (condition instanceof Condition.Limit limit)
                series.putIfAbsent(key, Series.constant(limit.fulfilled(subjects.type(key)), window));
            else if (condition instanceof Condition.Rise rise)
                series.put(key, halfOf(rise, "0").then(Condition.above(rise.bound(), subjects.type(key))));
            else if (condition instanceof Condition.Fall fall)
                series.put(
                        key,
                        halfOf(fall, Condition.above(fall.bound(), subjects.type(key)))
                                .then("0"));
        }
        return series;
    }

    private static Series halfOf(Condition condition, String value) {
        return Series.constant(value, condition.window().dividedBy(2));
    }

    private static Duration longest(List<Condition> conditions, String key) {
        return conditions.stream()
                .filter(condition -> condition.key().equals(key))
                .map(Condition::window)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** What makes the first condition untrue. */
    private Map<String, Series> ending(List<Condition> problem) {
        Condition first = problem.get(0);
        String key = first.key();
        Duration window = longest(problem, key).plus(subjects.interval(key).multipliedBy(2));
        String value = first instanceof Condition.Limit limit
                ? limit.unfulfilled(subjects.type(key))
                : first instanceof Condition.Rise rise ? Condition.above(rise.bound(), subjects.type(key)) : "0";
        return Map.of(key, Series.constant(value, window));
    }
}

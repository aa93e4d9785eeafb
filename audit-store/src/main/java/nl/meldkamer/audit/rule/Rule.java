package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What may not happen. Pure: the same timeline at the same moment gives the same breaches.
 *
 * @param id stays the same for ever, since findings bear it
 * @param basis the law, the rulebook or the house rule that says so
 * @param actions what may break it: the check is made when one of these is the last fact; of all actions if empty
 * @param check on the last fact of a timeline
 * @param answers the actions that end a breach; empty: only a person can
 * @param overdue on a timeline whose last fact may be long ago: what should have happened by now and did not
 */
public record Rule(
        String id,
        String title,
        String basis,
        Severity severity,
        Scope scope,
        Set<String> actions,
        Check check,
        Set<String> answers,
        Overdue overdue) {

    /** What may not be done at all: once it is, only a person can settle it. */
    static Rule broken(
            String id, String title, String basis, Severity severity, Scope scope, Check check, String... actions) {
        return new Rule(
                id, title, basis, severity, scope, Set.of(actions), check, Set.of(), (timeline, now) -> List.of());
    }

    /** What has to be followed by one of some actions within a time; late is better than never, and ends it. */
    static Rule unanswered(
            String id,
            String title,
            String basis,
            Severity severity,
            Scope scope,
            Duration limit,
            Set<String> answers,
            String action) {
        return new Rule(
                id,
                title,
                basis,
                severity,
                scope,
                Set.of(),
                timeline -> List.of(),
                answers,
                (timeline, now) -> unanswered(timeline, action, answers, now.minus(limit)));
    }

    private static List<Fact[]> unanswered(Timeline timeline, String action, Set<String> answers, Instant limit) {
        Instant answered = timeline.all()
                .filter(fact -> fact.isAny(answers))
                .map(Fact::occurred)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return timeline.of(action).stream()
                .filter(fact ->
                        fact.occurred().isAfter(answered) && fact.occurred().isBefore(limit))
                .map(fact -> new Fact[] {fact})
                .toList();
    }

    /** What makes up a timeline: the facts of one document, or those of one end-to-end id. */
    public enum Scope {
        REFERENCE,
        MANDATE,
        END_TO_END
    }

    /** Looks at the last fact in the light of those before it. */
    @FunctionalInterface
    public interface Check {
        List<Fact[]> breaches(Timeline timeline);
    }

    /** Looks at what has not happened by a moment. */
    @FunctionalInterface
    public interface Overdue {
        List<Fact[]> breaches(Timeline timeline, Instant now);
    }
}

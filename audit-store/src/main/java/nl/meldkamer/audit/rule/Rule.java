package nl.meldkamer.audit.rule;

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
        Overdue overdue) {

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

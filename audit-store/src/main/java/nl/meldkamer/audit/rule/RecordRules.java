package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.Words.DROPPED_EARLY;

import java.util.List;
import java.util.regex.Pattern;
import nl.meldkamer.audit.privacy.Door;
import nl.meldkamer.audit.rule.Rule.Scope;

/** What the record itself owes to the law. */
final class RecordRules {

    /**
     * How the id of a row that was read from an app's table ends: the app dated it, and it may be years old when first
     * read.
     */
    private static final Pattern ROW = Pattern.compile("/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+/[0-9a-f]{16}$");

    private final Limits limits;

    RecordRules(Limits limits) {
        this.limits = limits;
    }

    List<Rule> all() {
        return List.of(
                Rule.broken(
                        "plain-personal-data",
                        "Personal data where none belongs",
                        "GDPR art. 5(1)(c)",
                        Severity.HIGH,
                        Scope.REFERENCE,
                        Timeline::evidence,
                        Door.ACTION),
                Rule.broken(
                        "premature-deletion",
                        "Deleted before the legal minimum",
                        "AWR art. 52(4)",
                        Severity.CRITICAL,
                        Scope.REFERENCE,
                        Timeline::evidence,
                        DROPPED_EARLY),
                Rule.broken(
                        "backdated",
                        "Recorded long after it is said to have happened",
                        "AWR art. 52(2)",
                        Severity.LOW,
                        Scope.REFERENCE,
                        this::backdated));
    }

    private List<Fact[]> backdated(Timeline timeline) {
        Fact fact = timeline.last();
        if (ROW.matcher(fact.event().id()).find()) return List.of();
        boolean late = fact.occurred().plus(limits.skew()).isBefore(fact.recorded());
        return late ? timeline.evidence() : List.of();
    }
}

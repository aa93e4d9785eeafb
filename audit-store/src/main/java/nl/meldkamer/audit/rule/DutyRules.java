package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.Words.APPROVED;
import static nl.meldkamer.audit.rule.Words.CLAIMANT;
import static nl.meldkamer.audit.rule.Words.CREATED;
import static nl.meldkamer.audit.rule.Words.DOCUMENT;
import static nl.meldkamer.audit.rule.Words.EXECUTED;
import static nl.meldkamer.audit.rule.Words.REJECTED;
import static nl.meldkamer.audit.rule.Words.SECOND_APPROVER;
import static nl.meldkamer.audit.rule.Words.TYPE;

import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.rule.Rule.Scope;

/** Who may decide on expenses and on the end of a membership, and how soon. */
final class DutyRules {

    private static final String APART = "house rule: separation of duties";
    private static final String HOUSE = "house rule";
    private static final Set<String> DISCIPLINARY = Set.of("Policy Violation", "Disciplinary Action", "Expulsion");

    private final Limits limits;

    DutyRules(Limits limits) {
        this.limits = limits;
    }

    List<Rule> all() {
        return List.of(
                Rule.broken(
                        "same-person-approves",
                        "Created and approved by one person",
                        APART,
                        Severity.HIGH,
                        Scope.REFERENCE,
                        DutyRules::samePerson,
                        APPROVED),
                Rule.broken(
                        "claimant-approves",
                        "Expense approved by its claimant",
                        APART,
                        Severity.HIGH,
                        Scope.REFERENCE,
                        DutyRules::claimantApproves,
                        APPROVED),
                Rule.broken(
                        "termination-undocumented",
                        "Disciplinary termination without document or second approval",
                        "BW 2:35",
                        Severity.CRITICAL,
                        Scope.REFERENCE,
                        DutyRules::undocumented,
                        EXECUTED),
                Rule.unanswered(
                        "approval-late",
                        "Waits too long for approval",
                        HOUSE,
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        limits.approval(),
                        Set.of(APPROVED, REJECTED),
                        CREATED),
                Rule.unanswered(
                        "execution-late",
                        "Approved and not executed in time",
                        HOUSE,
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        limits.execution(),
                        Set.of(EXECUTED),
                        APPROVED));
    }

    private static List<Fact[]> samePerson(Timeline timeline) {
        Fact approved = timeline.last();
        return timeline.latest(CREATED).stream()
                .filter(created ->
                        created.actor().isPresent() && created.actor().equals(approved.actor()))
                .map(created -> new Fact[] {created, approved})
                .toList();
    }

    private static List<Fact[]> claimantApproves(Timeline timeline) {
        Fact approved = timeline.last();
        return timeline.all()
                .filter(fact ->
                        fact.text(CLAIMANT).isPresent() && fact.text(CLAIMANT).equals(approved.actor()))
                .limit(1)
                .map(claim -> new Fact[] {claim, approved})
                .toList();
    }

    private static List<Fact[]> undocumented(Timeline timeline) {
        boolean disciplinary = timeline.all()
                .anyMatch(fact -> fact.text(TYPE).filter(DISCIPLINARY::contains).isPresent());
        boolean complete = has(timeline, SECOND_APPROVER) && (has(timeline, DOCUMENT) || hidesDocuments(timeline));
        return disciplinary && !complete && !timeline.isCut() ? timeline.evidence() : List.of();
    }

    private static boolean has(Timeline timeline, String field) {
        return timeline.all().anyMatch(fact -> fact.text(field).isPresent());
    }

    /** The tail keeps the document among the personal fields, where no rule can see whether it is there. */
    private static boolean hidesDocuments(Timeline timeline) {
        return timeline.last().tellsOf("termination_type");
    }
}

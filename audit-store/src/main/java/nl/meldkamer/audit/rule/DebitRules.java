package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.MandateRules.RULEBOOK;
import static nl.meldkamer.audit.rule.Words.COLLECTED;
import static nl.meldkamer.audit.rule.Words.PRENOTIFIED;
import static nl.meldkamer.audit.rule.Words.RETURNED;
import static nl.meldkamer.audit.rule.Words.RETURN_BOOKED;
import static nl.meldkamer.audit.rule.Words.SUBMITTED;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.rule.Rule.Scope;

/** When a direct debit is announced, sent and booked. */
final class DebitRules {

    private final Limits limits;

    DebitRules(Limits limits) {
        this.limits = limits;
    }

    List<Rule> all() {
        return List.of(
                Rule.broken(
                        "duplicate-end-to-end-id",
                        "End-to-end id used twice",
                        RULEBOOK,
                        Severity.HIGH,
                        Scope.END_TO_END,
                        timeline -> timeline.evidenceWith(COLLECTED),
                        COLLECTED),
                Rule.broken(
                        "prenotification-late",
                        "Notice too short before the due date",
                        RULEBOOK + " 4.3",
                        Severity.MEDIUM,
                        Scope.END_TO_END,
                        this::lateNotice,
                        COLLECTED),
                Rule.broken(
                        "submission-late",
                        "Submitted later than the day before the due date",
                        RULEBOOK + " 4.3",
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        this::lateSubmission,
                        SUBMITTED),
                Rule.unanswered(
                        "return-not-booked",
                        "Return not booked in time",
                        "AWR art. 52",
                        Severity.MEDIUM,
                        Scope.MANDATE,
                        limits.booking(),
                        Set.of(RETURN_BOOKED),
                        RETURNED));
    }

    private List<Fact[]> lateNotice(Timeline timeline) {
        Fact collected = timeline.last();
        LocalDate latest = limits.due(collected).minusDays(limits.prenotificationDays());
        // A source that tells of no notices at all is not judged by them.
        return timeline.latest(PRENOTIFIED).stream()
                .filter(notice -> limits.day(notice).isAfter(latest))
                .map(notice -> new Fact[] {notice, collected})
                .toList();
    }

    private List<Fact[]> lateSubmission(Timeline timeline) {
        Fact submitted = timeline.last();
        boolean late = submitted
                .date(Words.DUE_DATE)
                .filter(due -> !limits.day(submitted).isBefore(due))
                .isPresent();
        return late ? timeline.evidence() : List.of();
    }
}

package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.Words.COLLECTED;
import static nl.meldkamer.audit.rule.Words.MANDATE_CANCELLED;
import static nl.meldkamer.audit.rule.Words.MANDATE_CREATED;
import static nl.meldkamer.audit.rule.Words.MANDATE_EXPIRED;
import static nl.meldkamer.audit.rule.Words.MANDATE_SUSPENDED;

import java.time.LocalDate;
import java.util.List;
import nl.meldkamer.audit.rule.Rule.Check;
import nl.meldkamer.audit.rule.Rule.Scope;

/** What a collection needs of its mandate. */
final class MandateRules {

    static final String RULEBOOK = "EPC016-06 SEPA Direct Debit Core Rulebook";
    private static final int LAPSES_AFTER_MONTHS = 36;

    private final Limits limits;

    MandateRules(Limits limits) {
        this.limits = limits;
    }

    List<Rule> all() {
        return List.of(
                rule("collection-after-end", "Collected after the mandate ended", Severity.CRITICAL, this::afterEnd),
                rule(
                        "collection-without-mandate",
                        "Collected without a mandate on record",
                        Severity.CRITICAL,
                        MandateRules::withoutMandate),
                rule("mandate-lapsed", "Collected 36 months after the last use", Severity.HIGH, this::lapsed),
                rule("signed-after-collection", "Signed after the collection", Severity.CRITICAL, this::signedLate),
                rule("one-off-used-twice", "One-off mandate used twice", Severity.HIGH, MandateRules::oneOffTwice),
                rule(
                        "duplicate-collection",
                        "Same mandate, due date and amount twice",
                        Severity.HIGH,
                        MandateRules::duplicate));
    }

    private static Rule rule(String id, String title, Severity severity, Check check) {
        return Rule.broken(id, title, RULEBOOK, severity, Scope.MANDATE, check, COLLECTED);
    }

    private List<Fact[]> afterEnd(Timeline timeline) {
        Fact collected = timeline.last();
        return timeline.latest(MANDATE_CREATED, MANDATE_CANCELLED, MANDATE_EXPIRED).stream()
                .filter(fact -> !fact.is(MANDATE_CREATED))
                .filter(ended -> limits.due(collected).isAfter(end(ended)))
                .map(ended -> new Fact[] {ended, collected})
                .toList();
    }

    private LocalDate end(Fact ended) {
        String field = ended.is(MANDATE_EXPIRED) ? "expiry_date" : "cancelled_date";
        return ended.date(field).orElseGet(() -> limits.day(ended));
    }

    private static List<Fact[]> withoutMandate(Timeline timeline) {
        boolean known = timeline.latest(MANDATE_CREATED, MANDATE_SUSPENDED, MANDATE_CANCELLED, MANDATE_EXPIRED)
                .isPresent();
        return timeline.isCut() || known ? List.of() : timeline.evidence();
    }

    private List<Fact[]> lapsed(Timeline timeline) {
        Fact now = timeline.last();
        return timeline.latest(COLLECTED).stream()
                .filter(before ->
                        limits.due(before).plusMonths(LAPSES_AFTER_MONTHS).isBefore(limits.due(now)))
                .map(before -> new Fact[] {before, now})
                .toList();
    }

    private List<Fact[]> signedLate(Timeline timeline) {
        Fact collected = timeline.last();
        return timeline.latest(MANDATE_CREATED).stream()
                .filter(created -> created.date(Words.SIGNED)
                        .filter(limits.due(collected)::isBefore)
                        .isPresent())
                .map(created -> new Fact[] {created, collected})
                .toList();
    }

    private static List<Fact[]> oneOffTwice(Timeline timeline) {
        boolean oneOff = timeline.all().anyMatch(fact -> fact.is(COLLECTED) && isOneOff(fact));
        return oneOff ? timeline.evidenceWith(COLLECTED) : List.of();
    }

    private static boolean isOneOff(Fact fact) {
        return fact.text(Words.SEQUENCE_TYPE).filter("OOFF"::equals).isPresent();
    }

    private static List<Fact[]> duplicate(Timeline timeline) {
        Fact now = timeline.last();
        if (now.date(Words.DUE_DATE).isEmpty() || now.amount().isEmpty()) return List.of();
        return timeline.earlier()
                .filter(fact -> fact.is(COLLECTED) && fact.date(Words.DUE_DATE).equals(now.date(Words.DUE_DATE)))
                .filter(fact -> fact.amount()
                        .filter(amount -> amount.compareTo(now.amount().orElseThrow()) == 0)
                        .isPresent())
                .map(before -> new Fact[] {before, now})
                .toList();
    }
}

package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.Words.ALERT_ACKNOWLEDGED;
import static nl.meldkamer.audit.rule.Words.ALERT_PROBLEM;
import static nl.meldkamer.audit.rule.Words.ALERT_RECOVERED;
import static nl.meldkamer.audit.rule.Words.APPROVED;
import static nl.meldkamer.audit.rule.Words.CLAIMANT;
import static nl.meldkamer.audit.rule.Words.COLLECTED;
import static nl.meldkamer.audit.rule.Words.CREATED;
import static nl.meldkamer.audit.rule.Words.DOCUMENT;
import static nl.meldkamer.audit.rule.Words.DROPPED_EARLY;
import static nl.meldkamer.audit.rule.Words.DUE_DATE;
import static nl.meldkamer.audit.rule.Words.EXECUTED;
import static nl.meldkamer.audit.rule.Words.MANDATE_CANCELLED;
import static nl.meldkamer.audit.rule.Words.MANDATE_CREATED;
import static nl.meldkamer.audit.rule.Words.MANDATE_EXPIRED;
import static nl.meldkamer.audit.rule.Words.PRENOTIFIED;
import static nl.meldkamer.audit.rule.Words.REJECTED;
import static nl.meldkamer.audit.rule.Words.RETURNED;
import static nl.meldkamer.audit.rule.Words.RETURN_BOOKED;
import static nl.meldkamer.audit.rule.Words.SECOND_APPROVER;
import static nl.meldkamer.audit.rule.Words.SEQUENCE_TYPE;
import static nl.meldkamer.audit.rule.Words.SIGNED;
import static nl.meldkamer.audit.rule.Words.SUBMITTED;
import static nl.meldkamer.audit.rule.Words.TYPE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.meldkamer.audit.privacy.Door;
import nl.meldkamer.audit.rule.Rule.Scope;

/** The rules that come with the product. Immutable. */
public final class SeedRules {

    private static final String RULEBOOK = "EPC016-06 SEPA Direct Debit Core Rulebook";
    private static final String HOUSE = "house rule: separation of duties";
    private static final Set<String> DISCIPLINARY = Set.of("Policy Violation", "Disciplinary Action", "Expulsion");
    private static final int LAPSES_AFTER_MONTHS = 36;

    private final Limits limits;

    public SeedRules(Limits limits) {
        this.limits = limits;
    }

    /**
     * What an association agrees on for itself.
     *
     * @param zone of the dates in details
     * @param prenotificationDays between the notice and the due date: 14, or what was agreed with the debtors
     * @param approval how long an approval may take, {@code execution} what follows it
     * @param booking how long a return may wait to be booked
     * @param acknowledgement how long an alert may wait for a person
     * @param skew how much later than its happening an event may be recorded
     */
    public record Limits(
            ZoneId zone,
            int prenotificationDays,
            Duration approval,
            Duration execution,
            Duration booking,
            Duration acknowledgement,
            Duration skew) {

        /** The periods of the rulebook, and for the rest those that the app's own reports use. */
        public static Limits standard(ZoneId zone) {
            return new Limits(
                    zone,
                    14,
                    Duration.ofDays(7),
                    Duration.ofDays(3),
                    Duration.ofDays(5),
                    Duration.ofMinutes(15),
                    Duration.ofDays(1));
        }
    }

    public List<Rule> all() {
        return Stream.of(mandates(), debits(), duties(), terms(), house())
                .flatMap(List::stream)
                .toList();
    }

    private List<Rule> mandates() {
        return List.of(
                rule(
                        "collection-after-end",
                        "Collected after the mandate ended",
                        RULEBOOK,
                        Severity.CRITICAL,
                        Scope.MANDATE,
                        this::afterEnd,
                        COLLECTED),
                rule(
                        "collection-without-mandate",
                        "Collected without a mandate on record",
                        RULEBOOK,
                        Severity.CRITICAL,
                        Scope.MANDATE,
                        SeedRules::withoutMandate,
                        COLLECTED),
                rule(
                        "mandate-lapsed",
                        "Collected 36 months after the last use",
                        RULEBOOK + " 4.1",
                        Severity.HIGH,
                        Scope.MANDATE,
                        this::lapsed,
                        COLLECTED),
                rule(
                        "signed-after-collection",
                        "Signed after the collection",
                        RULEBOOK,
                        Severity.CRITICAL,
                        Scope.MANDATE,
                        this::signedLate,
                        COLLECTED),
                rule(
                        "one-off-used-twice",
                        "One-off mandate used twice",
                        RULEBOOK,
                        Severity.HIGH,
                        Scope.MANDATE,
                        SeedRules::oneOffTwice,
                        COLLECTED),
                rule(
                        "duplicate-collection",
                        "Same mandate, due date and amount twice",
                        RULEBOOK,
                        Severity.HIGH,
                        Scope.MANDATE,
                        SeedRules::duplicate,
                        COLLECTED));
    }

    private List<Rule> debits() {
        return List.of(
                rule(
                        "duplicate-end-to-end-id",
                        "End-to-end id used twice",
                        RULEBOOK,
                        Severity.HIGH,
                        Scope.END_TO_END,
                        timeline -> latest(timeline, COLLECTED),
                        COLLECTED),
                rule(
                        "prenotification-late",
                        "Notice too short before the due date",
                        RULEBOOK + " 4.3",
                        Severity.MEDIUM,
                        Scope.END_TO_END,
                        this::lateNotice,
                        COLLECTED),
                rule(
                        "submission-late",
                        "Submitted later than the day before the due date",
                        RULEBOOK + " 4.3",
                        Severity.MEDIUM,
                        Scope.END_TO_END,
                        this::lateSubmission,
                        SUBMITTED),
                overdue(
                        "return-not-booked",
                        "Return not booked in time",
                        "AWR art. 52",
                        Severity.MEDIUM,
                        Scope.END_TO_END,
                        limits.booking,
                        Set.of(RETURN_BOOKED),
                        RETURNED));
    }

    private static List<Rule> duties() {
        return List.of(
                rule(
                        "same-person-approves",
                        "Created and approved by one person",
                        HOUSE,
                        Severity.HIGH,
                        Scope.REFERENCE,
                        SeedRules::samePerson,
                        APPROVED),
                rule(
                        "claimant-approves",
                        "Expense approved by its claimant",
                        HOUSE,
                        Severity.HIGH,
                        Scope.REFERENCE,
                        SeedRules::claimantApproves,
                        APPROVED),
                rule(
                        "termination-undocumented",
                        "Disciplinary termination without document or second approval",
                        "BW 2:35",
                        Severity.CRITICAL,
                        Scope.REFERENCE,
                        SeedRules::undocumented,
                        EXECUTED));
    }

    private List<Rule> terms() {
        return List.of(
                overdue(
                        "approval-late",
                        "Waits too long for approval",
                        "house rule",
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        limits.approval,
                        Set.of(APPROVED, REJECTED),
                        CREATED),
                overdue(
                        "execution-late",
                        "Approved and not executed in time",
                        "house rule",
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        limits.execution,
                        Set.of(EXECUTED),
                        APPROVED),
                overdue(
                        "alert-unacknowledged",
                        "Alert not acknowledged in time",
                        "house rule",
                        Severity.MEDIUM,
                        Scope.REFERENCE,
                        limits.acknowledgement,
                        Set.of(ALERT_ACKNOWLEDGED, ALERT_RECOVERED),
                        ALERT_PROBLEM));
    }

    private List<Rule> house() {
        return List.of(
                rule(
                        "plain-personal-data",
                        "Personal data where none belongs",
                        "GDPR art. 5(1)(c)",
                        Severity.HIGH,
                        Scope.REFERENCE,
                        SeedRules::always,
                        Door.ACTION),
                rule(
                        "premature-deletion",
                        "Deleted before the legal minimum",
                        "AWR art. 52(4)",
                        Severity.CRITICAL,
                        Scope.REFERENCE,
                        SeedRules::always,
                        DROPPED_EARLY),
                rule(
                        "backdated",
                        "Recorded long after it is said to have happened",
                        "AWR art. 52(2)",
                        Severity.LOW,
                        Scope.REFERENCE,
                        this::backdated));
    }

    private List<Fact[]> afterEnd(Timeline timeline) {
        Fact collected = timeline.last();
        return timeline.latest(MANDATE_CREATED, MANDATE_CANCELLED, MANDATE_EXPIRED).stream()
                .filter(fact -> !fact.is(MANDATE_CREATED))
                .filter(ended -> due(collected).isAfter(day(ended)))
                .map(ended -> new Fact[] {ended, collected})
                .toList();
    }

    private static List<Fact[]> withoutMandate(Timeline timeline) {
        boolean known = timeline.isCut() || timeline.latest(MANDATE_CREATED).isPresent();
        return known ? List.of() : always(timeline);
    }

    private List<Fact[]> lapsed(Timeline timeline) {
        Fact now = timeline.last();
        return timeline.latest(COLLECTED).stream()
                .filter(before -> due(before).plusMonths(LAPSES_AFTER_MONTHS).isBefore(due(now)))
                .map(before -> new Fact[] {before, now})
                .toList();
    }

    private List<Fact[]> signedLate(Timeline timeline) {
        Fact collected = timeline.last();
        return timeline.latest(MANDATE_CREATED).stream()
                .filter(created ->
                        created.date(SIGNED).filter(due(collected)::isBefore).isPresent())
                .map(created -> new Fact[] {created, collected})
                .toList();
    }

    private static List<Fact[]> oneOffTwice(Timeline timeline) {
        boolean oneOff = timeline.all().anyMatch(fact -> fact.is(COLLECTED) && isOneOff(fact));
        return oneOff ? latest(timeline, COLLECTED) : List.of();
    }

    private static boolean isOneOff(Fact fact) {
        return fact.text(SEQUENCE_TYPE).filter("OOFF"::equals).isPresent();
    }

    private static List<Fact[]> duplicate(Timeline timeline) {
        Fact now = timeline.last();
        if (now.date(DUE_DATE).isEmpty() || now.amount().isEmpty()) return List.of();
        return timeline.earlier()
                .filter(fact -> fact.is(COLLECTED) && fact.date(DUE_DATE).equals(now.date(DUE_DATE)))
                .filter(fact -> fact.amount()
                        .filter(amount -> amount.compareTo(now.amount().orElseThrow()) == 0)
                        .isPresent())
                .map(before -> new Fact[] {before, now})
                .toList();
    }

    private List<Fact[]> lateNotice(Timeline timeline) {
        Fact collected = timeline.last();
        LocalDate latest = due(collected).minusDays(limits.prenotificationDays);
        // A source that tells of no notices at all is not judged by them.
        return timeline.latest(PRENOTIFIED).stream()
                .filter(notice -> day(notice).isAfter(latest))
                .map(notice -> new Fact[] {notice, collected})
                .toList();
    }

    private List<Fact[]> lateSubmission(Timeline timeline) {
        Fact submitted = timeline.last();
        boolean late = submitted
                .date(DUE_DATE)
                .filter(due -> !day(submitted).isBefore(due))
                .isPresent();
        return late ? always(timeline) : List.of();
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
        boolean disciplinary = says(timeline, TYPE, DISCIPLINARY);
        boolean complete = has(timeline, DOCUMENT) && has(timeline, SECOND_APPROVER);
        return disciplinary && !complete && !timeline.isCut() ? always(timeline) : List.of();
    }

    private static boolean says(Timeline timeline, String field, Set<String> values) {
        return timeline.all()
                .anyMatch(fact -> fact.text(field).filter(values::contains).isPresent());
    }

    private static boolean has(Timeline timeline, String field) {
        return timeline.all().anyMatch(fact -> fact.text(field).isPresent());
    }

    private List<Fact[]> backdated(Timeline timeline) {
        Fact fact = timeline.last();
        boolean late = fact.occurred().plus(limits.skew).isBefore(fact.recorded());
        return late ? always(timeline) : List.of();
    }

    private static List<Fact[]> latest(Timeline timeline, String action) {
        return timeline.latest(action).stream()
                .map(before -> new Fact[] {before, timeline.last()})
                .toList();
    }

    private static List<Fact[]> always(Timeline timeline) {
        return List.<Fact[]>of(new Fact[] {timeline.last()});
    }

    /** The day on which the debtor pays; where the details do not say, the day of the event. */
    private LocalDate due(Fact fact) {
        return fact.date(DUE_DATE).orElseGet(() -> day(fact));
    }

    private LocalDate day(Fact fact) {
        return LocalDate.ofInstant(fact.occurred(), limits.zone);
    }

    private static Rule rule(
            String id,
            String title,
            String basis,
            Severity severity,
            Scope scope,
            Rule.Check check,
            String... actions) {
        return new Rule(id, title, basis, severity, scope, Set.of(actions), check, (timeline, now) -> List.of());
    }

    /** What has to be followed by one of some actions within a time. */
    private static Rule overdue(
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
                (timeline, now) -> unanswered(timeline, action, answers, now.minus(limit)));
    }

    private static List<Fact[]> unanswered(Timeline timeline, String action, Set<String> answers, Instant limit) {
        Instant answered = timeline.all()
                .filter(fact -> answers.contains(fact.event().action()))
                .map(Fact::occurred)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return timeline.of(action).stream()
                .filter(fact -> fact.occurred().isAfter(answered)
                        && fact.occurred().isBefore(limit.truncatedTo(ChronoUnit.MILLIS)))
                .map(fact -> new Fact[] {fact})
                .toList();
    }
}

package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SeedRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** One line of a timeline: when, by whom, what, and the details. */
    private record Step(String day, String actor, String action, String details) {}

    /** A timeline that breaks a rule and the one that is nearest to it and does not. */
    private record Case(String rule, List<Step> breaks, List<Step> keeps) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "collection-after-end",
                    List.of(created(), on("2026-03-01", "mandate_cancelled"), debit("2026-03-05", "A")),
                    List.of(created(), debit("2026-03-05", "A"), on("2026-03-06", "mandate_cancelled"))),
            new Case(
                    "collection-without-mandate",
                    List.of(debit("2026-03-05", "A")),
                    List.of(created(), debit("2026-03-05", "A"))),
            new Case(
                    "mandate-lapsed",
                    List.of(created(), debit("2023-01-05", "A"), debit("2026-01-06", "B")),
                    List.of(created(), debit("2023-01-05", "A"), debit("2026-01-05", "B"))),
            new Case(
                    "signed-after-collection",
                    List.of(created("2026-03-06"), debit("2026-03-05", "A")),
                    List.of(created("2026-03-05"), debit("2026-03-05", "A"))),
            new Case(
                    "one-off-used-twice",
                    List.of(created(), oneOff("2026-03-05", "A"), oneOff("2026-04-05", "B")),
                    List.of(created(), oneOff("2026-03-05", "A"))),
            new Case(
                    "duplicate-collection",
                    List.of(created(), debit("2026-03-05", "A"), debit("2026-03-05", "B")),
                    List.of(created(), debit("2026-03-05", "A"), debit("2026-04-05", "B"))),
            new Case(
                    "duplicate-end-to-end-id",
                    List.of(debit("2026-03-05", "A"), debit("2026-04-05", "A")),
                    List.of(debit("2026-03-05", "A"), debit("2026-04-05", "B"))),
            new Case(
                    "prenotification-late",
                    List.of(endToEnd("2026-02-20", "debit_prenotified", "A"), debit("2026-03-05", "A")),
                    List.of(endToEnd("2026-02-19", "debit_prenotified", "A"), debit("2026-03-05", "A"))),
            new Case("submission-late", List.of(submitted("2026-03-05")), List.of(submitted("2026-03-04"))),
            new Case(
                    "return-not-booked",
                    List.of(endToEnd("2026-05-01", "debit_returned", "A")),
                    List.of(
                            endToEnd("2026-05-01", "debit_returned", "A"),
                            endToEnd("2026-05-03", "return_booked", "A"))),
            new Case(
                    "same-person-approves",
                    List.of(by("ann", "created"), by("ann", "approved")),
                    List.of(by("ann", "created"), by("bob", "approved"))),
            new Case(
                    "claimant-approves",
                    List.of(new Step("2026-05-30", "bob", "created", "{\"claimant\":\"ann\"}"), by("ann", "approved")),
                    List.of(new Step("2026-05-30", "ann", "created", "{\"claimant\":\"ann\"}"), by("bob", "approved"))),
            new Case(
                    "termination-undocumented",
                    List.of(
                            termination("created", "{\"type\":\"Expulsion\",\"document\":\"D-1\"}"),
                            termination("executed", "{}")),
                    List.of(
                            termination(
                                    "created",
                                    "{\"type\":\"Expulsion\",\"document\":\"D-1\",\"second_approver\":\"bob\"}"),
                            termination("executed", "{}"))),
            new Case(
                    "approval-late",
                    List.of(on("2026-05-01", "created")),
                    List.of(on("2026-05-01", "created"), on("2026-05-20", "rejected"))),
            new Case(
                    "execution-late",
                    List.of(on("2026-05-01", "approved")),
                    List.of(on("2026-05-01", "approved"), on("2026-05-02", "executed"))),
            new Case(
                    "alert-unacknowledged",
                    List.of(on("2026-05-31", "alert_problem")),
                    List.of(on("2026-05-31", "alert_problem"), on("2026-05-31", "alert_acknowledged"))),
            new Case(
                    "plain-personal-data",
                    List.of(on("2026-05-31", "plain_personal_data_found")),
                    List.of(on("2026-05-31", "created"))),
            new Case(
                    "premature-deletion",
                    List.of(on("2026-05-31", "retention_premature")),
                    List.of(on("2026-05-31", "created"))));

    private final List<Rule> rules = new SeedRules(Limits.standard(ZoneOffset.UTC)).all();

    @TestFactory
    Stream<DynamicTest> eachRuleFindsWhatBreaksItAndNothingElse() {
        return CASES.stream()
                .map(test -> DynamicTest.dynamicTest(test.rule, () -> {
                    assertThat(broken(test.breaks)).contains(test.rule);
                    assertThat(broken(test.keeps)).doesNotContain(test.rule);
                }));
    }

    @Test
    void everyRuleHasACase() {
        List<String> tried = new ArrayList<>(CASES.stream().map(Case::rule).toList());
        tried.add("backdated");
        assertThat(rules).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(tried);
        assertThat(rules).allSatisfy(rule -> assertThat(rule.basis()).isNotBlank());
    }

    @Test
    void whatIsRecordedLongAfterItIsSaidToHaveHappenedIsBackdated() {
        RuleEngine engine = new RuleEngine(rules, 100);
        assertThat(engine.accept(fact(0, by("ann", "created"), Duration.ofHours(25))))
                .extracting(Breach::rule)
                .containsExactly("backdated");
        assertThat(engine.accept(fact(1, by("ann", "created"), Duration.ofHours(23))))
                .isEmpty();
    }

    @Test
    void theEvidenceIsTheNumbersOfTheEvents() {
        RuleEngine engine = new RuleEngine(rules, 100);
        engine.accept(fact(7, by("ann", "created"), Duration.ZERO));
        assertThat(engine.accept(fact(9, by("ann", "approved"), Duration.ZERO)))
                .containsExactly(new Breach("same-person-approves", "SEPA Mandate/M-1", List.of(7L, 9L)));
        assertThat(engine.accept(fact(9, by("ann", "approved"), Duration.ZERO))).isEmpty();
        assertThat(engine.asOfSeq()).isEqualTo(9);
    }

    @Test
    void memoryIsBoundedAndWhatWasLetGoIsNotTakenForAbsent() {
        RuleEngine engine = new RuleEngine(rules, 3);
        for (int i = 0; i < 1000; i++) engine.accept(about("M-" + i, i, created()));
        assertThat(engine.letGo()).isEqualTo(1997);
        assertThat(engine.accept(about("M-0", 1000, debit("2026-03-05", "A")))).isEmpty();
    }

    private Set<String> broken(List<Step> steps) {
        RuleEngine engine = new RuleEngine(rules, 100);
        List<Breach> breaches = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) breaches.addAll(engine.accept(fact(i, steps.get(i), Duration.ZERO)));
        breaches.addAll(engine.overdue(NOW));
        return Set.copyOf(breaches.stream().map(Breach::rule).distinct().toList());
    }

    private static Fact fact(long seq, Step step, Duration delay) {
        return fact("M-1", seq, step, delay);
    }

    private static Fact about(String mandate, long seq, Step step) {
        return fact(mandate, seq, step, Duration.ZERO);
    }

    private static Fact fact(String mandate, long seq, Step step, Duration delay) {
        Instant occurred = Instant.parse(step.day + "T08:00:00Z");
        Event event = new Event(
                "club/app",
                "app",
                "event-" + seq,
                "Payment Processing",
                step.action,
                "Compliant",
                new Reference("SEPA Mandate", mandate),
                step.actor.isEmpty() ? null : step.actor,
                null,
                occurred,
                step.details,
                null);
        return Fact.of(seq, occurred.plus(delay), event);
    }

    private static Step on(String day, String action) {
        return new Step(day, "", action, "{}");
    }

    private static Step by(String actor, String action) {
        return new Step("2026-05-30", actor, action, "{}");
    }

    private static Step created() {
        return created("2020-01-01");
    }

    private static Step created(String signed) {
        return new Step("2020-01-01", "ann", "mandate_created", "{\"signed\":\"" + signed + "\"}");
    }

    private static Step debit(String due, String endToEndId) {
        return new Step(due, "", "debit_collected", details(due, endToEndId, "RCUR"));
    }

    private static Step oneOff(String due, String endToEndId) {
        return new Step(due, "", "debit_collected", details(due, endToEndId, "OOFF"));
    }

    private static Step endToEnd(String day, String action, String endToEndId) {
        return new Step(day, "", action, "{\"end_to_end_id\":\"" + endToEndId + "\",\"mandate\":\"M-1\"}");
    }

    private static Step submitted(String day) {
        return new Step(day, "", "debit_submitted", details("2026-03-05", "A", "RCUR"));
    }

    private static Step termination(String action, String details) {
        return new Step("2026-05-30", "", action, details);
    }

    private static String details(String due, String endToEndId, String sequenceType) {
        return "{\"due_date\":\"" + due + "\",\"end_to_end_id\":\"" + endToEndId
                + "\",\"amount\":12.50,\"sequence_type\":\"" + sequenceType + "\"}";
    }
}

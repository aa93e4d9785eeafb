package nl.meldkamer.agent.collect;

import static nl.meldkamer.agent.collect.Groups.byStatus;
import static nl.meldkamer.agent.collect.Groups.discovering;
import static nl.meldkamer.agent.collect.Groups.item;
import static nl.meldkamer.agent.collect.Groups.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Discovery;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.ValueType;
import org.junit.jupiter.api.Test;

class CollectorTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Instant START = Instant.parse("2026-03-01T11:00:00.123456789Z");

    private Instant now = START;
    private final Stamps stamps = new Stamps(() -> now);

    @Test
    void aPlainItemIsMadeFromAllRowsThatItsConditionAdmits() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7).row("Left", 3);
        Round round = run(
                source,
                plain(
                        item("total", "sum(n)"),
                        item("active", "sum(n)", ValueType.UNSIGNED, Map.of("status", "Active"))));
        assertThat(values(round)).containsExactly("total=10", "active=7");
    }

    @Test
    void allSamplesOfARunCarryTheMomentOfTheQuestion() {
        FakeSource source = new FakeSource("n#").row(1);
        Round round = run(source, plain(item("a", "n"), item("b", "n")));
        assertThat(round.samples())
                .containsExactly(
                        Sample.of("linde", "a", "1", START.getEpochSecond(), START.getNano()),
                        Sample.of("linde", "b", "1", START.getEpochSecond(), START.getNano()));
        assertThat(source.askedAt()).isEqualTo(START.atZone(ZONE));
    }

    @Test
    void twoRunsInTheSameInstantDoNotShareAStamp() {
        Collector collector = collector(new FakeSource("n#").row(1), plain(item("a", "n")));
        int first = collector.collect().samples().get(0).ns();
        assertThat(collector.collect().samples().get(0).ns()).isGreaterThan(first);
    }

    @Test
    void anAgeCountsFromTheSitesClock() {
        FakeSource source = new FakeSource("last@").row(FakeSource.moment("2026-03-01T11:30:00"));
        assertThat(values(run(source, plain(item("age", "age(last)"))))).containsExactly("age=1800");
    }

    @Test
    void aRatioOverNothingIsNeitherSentNorAnError() {
        FakeSource source = new FakeSource("part#", "whole#").row(0, 0);
        Round round = run(source, plain(item("pct", "100*part/whole", ValueType.FLOAT, Map.of()), item("n", "whole")));
        assertThat(values(round)).containsExactly("n=0");
        assertThat(errors(round)).isEmpty();
        assertThat(round.withoutValue()).containsExactly("pct");
    }

    @Test
    void eachRowIsAnEntityWithItemsOfItsOwn() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7).row("Left", 3);
        Round round = run(source, discovering(byStatus(), item("count[{#STATUS}]", "n"), item("total", "sum(n)")));
        assertThat(values(round))
                .containsExactly(
                        "d=[{\"{#STATUS}\":\"Active\"},{\"{#STATUS}\":\"Left\"}]",
                        "count[Active]=7",
                        "count[Left]=3",
                        "total=10");
    }

    @Test
    void keysAreQuotedAsZabbixQuotesThem() {
        FakeSource source = new FakeSource("status", "n#")
                .row("Wait, please", 1)
                .row("a]b\"", 2)
                .row("Plain words", 3);
        assertThat(values(run(source, discovering(byStatus(), item("count[{#STATUS}]", "n")))))
                .contains("count[\"Wait, please\"]=1", "count[\"a]b\\\"\"]=2", "count[Plain words]=3");
    }

    @Test
    void anEntityForWhichNoKeyCanBeWrittenIsLeftOutAndTheOthersStay() {
        FakeSource source = new FakeSource("status", "n#").row("odd, \\", 1).row("Active", 2);
        Round round = run(source, discovering(byStatus(), item("count[{#STATUS}]", "n")));
        assertThat(values(round)).containsExactly("d=[{\"{#STATUS}\":\"Active\"}]", "count[Active]=2");
        assertThat(round.status().error()).isEmpty();
    }

    @Test
    void aSuccessfulQueryProvesThatAKnownOptionWithoutARowIsZero() {
        FakeSource source =
                new FakeSource("status", "n#", "oldest@").row("Active", 7, FakeSource.moment("2026-03-01T11:59:00"));
        Round round = run(
                source,
                discovering(
                        byStatus("Active", "Left"),
                        item("count[{#STATUS}]", "n"),
                        item("age[{#STATUS}]", "age(oldest)")));
        assertThat(values(round))
                .containsExactlyInAnyOrder(
                        "d=[{\"{#STATUS}\":\"Active\"},{\"{#STATUS}\":\"Left\"}]",
                        "count[Active]=7",
                        "age[Active]=60",
                        "count[Left]=0");
        assertThat(round.withoutValue()).containsExactly("age[Left]");
    }

    @Test
    void knownOptionsAreZeroEvenWhenThereIsNoRowAtAll() {
        FakeSource source = new FakeSource("status", "n#");
        assertThat(values(run(source, discovering(byStatus("Active", "Left"), item("count[{#STATUS}]", "n")))))
                .contains("count[Active]=0", "count[Left]=0");
    }

    @Test
    void anOptionThatNobodyKnewAppearsByItself() {
        FakeSource source = new FakeSource("status", "n#").row("Brand new", 1);
        assertThat(values(run(source, discovering(byStatus("Active"), item("count[{#STATUS}]", "n")))))
                .contains("count[Active]=0", "count[Brand new]=1");
    }

    @Test
    void ofTwoKnownColumnsEveryCombinationIsKnown() {
        Discovery both = new Discovery(
                "d", "", Map.of("{#A}", "a", "{#B}", "b"), Map.of("a", List.of("x", "y"), "b", List.of("1", "2")));
        FakeSource source = new FakeSource("a", "b", "n#").row("x", "2", 5);
        assertThat(values(run(source, discovering(both, item("c[{#A},{#B}]", "n")))))
                .contains("c[x,1]=0", "c[x,2]=5", "c[y,1]=0", "c[y,2]=0");
    }

    @Test
    void anEmptyNameIsShownAsNone() {
        FakeSource source = new FakeSource("status", "n#").row("", 1);
        assertThat(values(run(source, discovering(byStatus(), item("count[{#STATUS}]", "n")))))
                .contains("count[(none)]=1");
    }

    @Test
    void everyAnsweredRunSaysTheWholeSetWhateverTheOrderOfTheRows() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7).row("Left", 1);
        Collector collector = collector(source, discovering(byStatus(), item("count[{#STATUS}]", "n")));
        Discovered first = accept(collector).discovered().orElseThrow();
        assertThat(first.entities()).containsExactly(Map.of("{#STATUS}", "Active"), Map.of("{#STATUS}", "Left"));
        source.empty().row("Left", 1).row("Active", 7);
        assertThat(accept(collector).discovered().orElseThrow().entities()).isEqualTo(first.entities());
    }

    @Test
    void aRunWithoutAnAnswerSaysNothingOfWhatThereIs() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7);
        Collector collector = collector(source, discovering(byStatus(), item("count[{#STATUS}]", "n")));
        accept(collector);
        source.fail(Failure.TIMEOUT);
        assertThat(collector.collect().discovered()).isEmpty();
    }

    @Test
    void whatNobodyTookIsToldAgain() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7);
        Collector collector = collector(source, discovering(byStatus(), item("count[{#STATUS}]", "n")));
        collector.collect();
        source.fail(Failure.TIMEOUT);
        assertThat(errors(collector.collect())).hasSize(1);
        assertThat(errors(accept(collector))).hasSize(1);
        assertThat(errors(collector.collect())).isEmpty();
    }

    @Test
    void aFailedQuestionGivesNoValueButTheReasonForEveryItemThatIsKnownOf() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7).row("Banned", 2);
        Collector collector = collector(
                source, discovering(byStatus("Left"), item("count[{#STATUS}]", "n"), item("total", "sum(n)")));
        accept(collector);
        source.fail(Failure.UNREACHABLE);
        Round round = accept(collector);
        assertThat(values(round)).isEmpty();
        assertThat(errors(round))
                .containsExactly(
                        "count[Active]: source 'app': is out of order",
                        "count[Banned]: source 'app': is out of order",
                        "count[Left]: source 'app': is out of order",
                        "total: source 'app': is out of order");
        assertThat(round.status().status()).isEqualTo(4);
        assertThat(round.status().sourceUp()).isFalse();
    }

    @Test
    void knownItemsHaveAReasonEvenWhenTheFirstQuestionFails() {
        FakeSource source = new FakeSource("status", "n#");
        source.fail(Failure.MISSING);
        Round round = run(source, discovering(byStatus("Left"), item("count[{#STATUS}]", "n")));
        assertThat(errors(round)).containsExactly("count[Left]: source 'app': is out of order");
        assertThat(round.status().status()).isEqualTo(2);
    }

    @Test
    void aFailureIsToldOnceAndAgainEveryFewMinutes() {
        FakeSource source = new FakeSource("n#").row(1);
        Collector collector = collector(source, plain(item("a", "n")));
        source.fail(Failure.TIMEOUT);
        assertThat(errors(accept(collector))).hasSize(1);
        now = START.plusSeconds(299);
        assertThat(accept(collector).samples()).isEmpty();
        now = START.plusSeconds(300);
        assertThat(errors(accept(collector))).hasSize(1);
        source.recover();
        assertThat(values(accept(collector))).containsExactly("a=1");
        source.fail(Failure.TIMEOUT);
        assertThat(errors(accept(collector))).as("a new failure").hasSize(1);
    }

    @Test
    void anItemWhoseExpressionFailsIsNotSupportedAndTheOthersHaveTheirValues() {
        FakeSource source = new FakeSource("n#", "name").row(1, "x");
        Round round = run(source, plain(item("good", "n"), item("bad", "name"), item("gone", "nothing")));
        assertThat(values(round)).containsExactly("good=1");
        assertThat(errors(round))
                .hasSize(2)
                .anySatisfy(error -> assertThat(error).startsWith("bad: item 'bad' of group 'members'"))
                .anySatisfy(error -> assertThat(error).startsWith("gone: ").contains("no column 'nothing'"));
        assertThat(round.status().status()).isZero();
    }

    @Test
    void aValueThatDoesNotFitItsTypeIsNotSent() {
        FakeSource source = new FakeSource("n#").row(-3);
        Round round = run(source, plain(item("a", "n")));
        assertThat(values(round)).isEmpty();
        assertThat(errors(round))
                .singleElement()
                .satisfies(error -> assertThat(error).contains("whole number"));
    }

    @Test
    void rowsThatAreNoEntitiesFailTheGroupWithoutAValue() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 1).row("Active", 2);
        Group group = discovering(byStatus("Left"), item("count[{#STATUS}]", "n"), item("total", "sum(n)"));
        Round round = run(source, group);
        assertThat(values(round)).isEmpty();
        assertThat(errors(round))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("two rows are the same entity"));
        assertThat(round.status().status()).isEqualTo(1);
    }

    @Test
    void aDimensionWithoutEndFailsTheGroup() {
        FakeSource source = new FakeSource("status", "n#");
        for (int i = 0; i <= Entities.MOST; i++) source.row("s" + i, 1);
        Round round = run(source, discovering(byStatus(), item("count[{#STATUS}]", "n"), item("total", "sum(n)")));
        assertThat(errors(round))
                .singleElement()
                .satisfies(error -> assertThat(error).contains("1001 entities, above 1000"));
    }

    @Test
    void aFaultOfOurOwnFailsTheGroupAndNotTheProgram() {
        FakeSource source = new FakeSource("n#");
        source.breakWith(new IllegalStateException("NL91ABNA0417164300"));
        Round round = run(source, plain(item("a", "n")));
        assertThat(round.status().status()).isEqualTo(1);
        assertThat(errors(round))
                .containsExactly("a: source 'app': a fault of the collector (IllegalStateException); see its log");
    }

    @Test
    void noItemIsToldTwoThingsInOneRound() {
        FakeSource source = new FakeSource("status", "n#").row("Active", 7);
        Collector collector = collector(
                source,
                discovering(
                        byStatus(),
                        item("count[{#STATUS}]", "n"),
                        item("odd", "sum(n)", ValueType.UNSIGNED, Map.of("gone", "x"))));
        for (Round round : Arrays.asList(accept(collector), accept(collector)))
            assertThat(round.samples()).extracting(Sample::key).doesNotHaveDuplicates();
    }

    private Round run(FakeSource source, Group group) {
        return collector(source, group).collect();
    }

    private Collector collector(FakeSource source, Group group) {
        return new Collector(group, source, "linde", ZONE, stamps);
    }

    private static Round accept(Collector collector) {
        Round round = collector.collect();
        collector.accepted(round);
        return round;
    }

    private static List<String> values(Round round) {
        return round.everything().stream()
                .filter(Sample::supported)
                .map(sample -> sample.key() + "=" + sample.value())
                .toList();
    }

    private static List<String> errors(Round round) {
        return round.samples().stream()
                .filter(sample -> !sample.supported())
                .map(sample -> sample.key() + ": " + sample.value())
                .toList();
    }
}

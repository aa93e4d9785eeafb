package nl.meldkamer.agent.collect;

import static nl.meldkamer.agent.collect.Groups.byStatus;
import static nl.meldkamer.agent.collect.Groups.discovering;
import static nl.meldkamer.agent.collect.Groups.item;
import static nl.meldkamer.agent.collect.Groups.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.ValueType;
import org.junit.jupiter.api.Test;

/** What a round says when the source does not answer, or what it answers is of no use. */
class CollectorFailureTest extends CollectorFixture {

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
}

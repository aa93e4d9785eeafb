package nl.meldkamer.agent.collect;

import static nl.meldkamer.agent.collect.Groups.byStatus;
import static nl.meldkamer.agent.collect.Groups.discovering;
import static nl.meldkamer.agent.collect.Groups.item;
import static nl.meldkamer.agent.collect.Groups.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Discovery;
import nl.meldkamer.templates.ValueType;
import org.junit.jupiter.api.Test;

/** The values and the entities of rounds that were answered. */
class CollectorTest extends CollectorFixture {

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
}

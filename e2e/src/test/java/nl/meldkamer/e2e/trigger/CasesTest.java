package nl.meldkamer.e2e.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nl.meldkamer.templates.Catalogues;
import org.junit.jupiter.api.Test;

class CasesTest {

    private final Subjects subjects = new Subjects(Catalogues.builtIn("verenigingen"));
    private final List<TriggerCase> cases = Cases.of(subjects);

    @Test
    void everyTriggerHasACase() {
        assertThat(cases)
                .extracting(each -> each.subject().name())
                .containsAll(subjects.all().stream().map(Subject::name).toList());
    }

    @Test
    void everyCaseFeedsTheItemsThatItsTriggerReads() {
        assertThat(cases)
                .allSatisfy(each -> assertThat(each.fires().keySet())
                        .isEqualTo(each.subject().keys()));
    }

    @Test
    void noCaseOfAHostIsFedByTheItemsOfAnother() {
        for (List<TriggerCase> host : Allocation.of(cases, subjects))
            assertThat(host.stream().flatMap(each -> each.keys().stream())).doesNotHaveDuplicates();
    }

    @Test
    void derivedValuesAreThoseNextToTheLimit() {
        assertThat(own("Active members have no dues schedule")).isEqualTo("1 then 0");
        assertThat(own("CPU use is high")).isEqualTo("80.01 then 72");
        assertThat(own("Fewer members than a month ago")).isEqualTo("-3.01 then -3");
        assertThat(own("The backup of the database is old")).isEqualTo("90001 then 90000");
        assertThat(own("Many terminations of type {#TERMTYPE}")).isEqualTo("4 then 2");
        assertThat(own("Active members dropped sharply")).isEqualTo("0 then 0");
    }

    /** The last value of the trigger's own item that fires, and the last that lets it recover. */
    private String own(String trigger) {
        TriggerCase found = named(trigger);
        String key = found.subject().metric().key();
        return last(found.fires().get(key)) + " then " + last(found.recovers().get(key));
    }

    private static String last(Series series) {
        return series.spans().get(series.spans().size() - 1).to();
    }

    @Test
    void aTriggerThatSpeaksOfATimeMustLastForIt() {
        assertThat(lasting("CPU use is high")).hasMinutes(5);
        assertThat(lasting("Urgent contact requests wait")).hasHours(2);
        assertThat(lasting("Active members have no dues schedule")).isZero();
    }

    private Duration lasting(String trigger) {
        return named(trigger).lasts();
    }

    private TriggerCase named(String trigger) {
        return cases.stream()
                .filter(each -> each.subject().name().equals(trigger))
                .findFirst()
                .orElseThrow();
    }
}

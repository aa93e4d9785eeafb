package nl.meldkamer.e2e.trigger;

import static org.assertj.core.api.Assertions.assertThat;

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
}

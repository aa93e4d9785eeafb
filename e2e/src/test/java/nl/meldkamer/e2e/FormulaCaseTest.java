package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import nl.meldkamer.templates.CalculatedItem;
import nl.meldkamer.templates.Catalogues;
import org.junit.jupiter.api.Test;

class FormulaCaseTest {

    @Test
    void everyCalculatedItemOfTheCatalogueHasACase() {
        assertThat(FormulaCase.all())
                .extracting(FormulaCase::declared)
                .containsAll(Catalogues.builtIn("verenigingen").calculated().stream()
                        .map(CalculatedItem::key)
                        .toList());
    }

    @Test
    void aKeyNamesTheEntityInThePlaceOfTheMacro() {
        assertThat(new FormulaCase("ver.queue.timeleft[{#QUEUE}]", "long", "host", 0, 1).key())
                .isEqualTo("ver.queue.timeleft[long]");
    }
}

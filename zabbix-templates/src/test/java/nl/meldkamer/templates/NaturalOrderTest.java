package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void ordersAsZabbixExportsDo() {
        List<String> ordered = List.of("$A", "a 2", "A10", "a b", "ABC", "B", "B.WARN", "B.WARN:\"x\"");
        assertThat(ordered.stream().sorted(NaturalOrder.INSTANCE.reversed()).sorted(NaturalOrder.INSTANCE))
                .containsExactlyElementsOf(ordered);
    }
}

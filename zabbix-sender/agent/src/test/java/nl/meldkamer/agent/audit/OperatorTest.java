package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorTest {

    @Test
    void whoActsByAnotherAccountIsNamedWithIt() {
        assertThat(Operator.name("meldkamer", Map.of("SUDO_USER", "ann"))).isEqualTo("ann as meldkamer");
    }

    @Test
    void anAccountOfItsOwnStandsAlone() {
        assertThat(Operator.name("ann", Map.of())).isEqualTo("ann");
        assertThat(Operator.name("ann", Map.of("SUDO_USER", "ann"))).isEqualTo("ann");
        assertThat(Operator.name("root", Map.of("SUDO_USER", ""))).isEqualTo("root");
    }
}

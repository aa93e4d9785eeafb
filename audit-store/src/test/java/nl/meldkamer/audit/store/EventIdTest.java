package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
    private static final String TIMED = "0198f0a2-1b3c-7abc-9def-0123456789ab";

    @Test
    void theSameSourceAndIdAlwaysHaveTheSame() {
        assertThat(EventId.of("app", "1")).isEqualTo(EventId.of("app", "1"));
    }

    @Test
    void anotherSourceOrIdHasAnother() {
        UUID id = EventId.of("app", TIMED);
        assertThat(EventId.of("bank", TIMED)).isNotEqualTo(id);
        assertThat(EventId.of("app", "1")).isNotEqualTo(EventId.of("bank", "1"));
        assertThat(EventId.of("app1", "1")).isNotEqualTo(EventId.of("app", "11"));
    }

    @Test
    void theTimeOfAVersionSevenComesFirst() {
        assertThat(EventId.of("app", TIMED)).asString().startsWith("0198f0a2-1b3c-8");
    }

    @Test
    void itIsOfVersionEight() {
        for (String id : new String[] {TIMED, "1", "0198f0a2-1b3c-7abc-9def-0123456789zz"}) {
            assertThat(EventId.of("app", id).version()).isEqualTo(8);
            assertThat(EventId.of("app", id).variant()).isEqualTo(2);
        }
    }
}

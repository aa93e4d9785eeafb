package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.meldkamer.agent.source.AuditStatus.StaleException;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private final Freshness freshness = new Freshness(() -> now, Duration.ofHours(1));

    @Test
    void theFirstFigureIsWaitedForAsLongAsAFigureMayBeOld() {
        now = START.plus(Duration.ofHours(1));
        assertThatCode(() -> freshness.require(Optional.empty(), "nothing was read"))
                .doesNotThrowAnyException();
        now = now.plusMillis(1);
        assertThatThrownBy(() -> freshness.require(Optional.empty(), "nothing was read"))
                .isInstanceOf(StaleException.class)
                .hasMessage("nothing was read since 2026-03-01T12:00:00Z");
    }

    @Test
    void aFigureIsTooOldAnHourAfterItWasMade() {
        Optional<Instant> made = Optional.of(START.plus(Duration.ofHours(5)));
        now = START.plus(Duration.ofHours(6));
        assertThatCode(() -> freshness.require(made, "nothing was read")).doesNotThrowAnyException();
        now = now.plusMillis(1);
        assertThatThrownBy(() -> freshness.require(made, "nothing was read"))
                .hasMessage("nothing was read since 2026-03-01T17:00:00Z");
    }
}

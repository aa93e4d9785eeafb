package nl.meldkamer.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nl.meldkamer.audit.ingest.ReplayWindow.Verdict;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ReplayWindow window = new ReplayWindow(Duration.ofMinutes(5), 2);

    @Test
    void whenItIsFullItTakesNothingRatherThanForget() {
        assertThat(window.enter("a", NOW)).isEqualTo(Verdict.NEW);
        assertThat(window.enter("b", NOW)).isEqualTo(Verdict.NEW);
        assertThat(window.enter("c", NOW)).isEqualTo(Verdict.FULL);
        assertThat(window.enter("a", NOW)).isEqualTo(Verdict.SEEN);
    }

    @Test
    void whatNoClockCouldAcceptAnyMoreIsForgotten() {
        window.enter("a", NOW);
        assertThat(window.enter("a", NOW.plusSeconds(600))).isEqualTo(Verdict.SEEN);
        assertThat(window.enter("a", NOW.plusSeconds(601))).isEqualTo(Verdict.NEW);
    }

    @Test
    void whatWasNotTakenInTheEndMayComeAgain() {
        window.enter("a", NOW);
        window.leave("a");
        assertThat(window.enter("a", NOW)).isEqualTo(Verdict.NEW);
    }
}

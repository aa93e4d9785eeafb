package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StampsTest {

    @Test
    void stampsRiseWhenTheClockStandsStillOrGoesBack() {
        Instant noon = Instant.parse("2026-01-01T12:00:00.999999999Z");
        Stamps stamps = new Stamps(new Ticks(noon, noon, noon.minusSeconds(60), noon.plusSeconds(1)));

        assertThat(List.of(stamps.next(), stamps.next(), stamps.next(), stamps.next()))
                .containsExactly(noon, noon.plusNanos(1), noon.plusNanos(2), noon.plusSeconds(1));
    }

    private static final class Ticks extends Clock {
        private final Queue<Instant> instants;

        Ticks(Instant... instants) {
            this.instants = new ArrayDeque<>(List.of(instants));
        }

        @Override
        public Instant instant() {
            return instants.remove();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

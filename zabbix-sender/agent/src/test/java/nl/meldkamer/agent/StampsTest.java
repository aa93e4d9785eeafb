package nl.meldkamer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StampsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aClockThatStandsStillOrIsSetBackGivesRisingStamps() {
        Iterator<Instant> clock = List.of(NOON, NOON, NOON.minusSeconds(3600), NOON.plusSeconds(1))
                .iterator();
        Stamps stamps = new Stamps(clock::next);
        assertThat(List.of(stamps.next(), stamps.next(), stamps.next(), stamps.next()))
                .containsExactly(NOON, NOON.plusNanos(1), NOON.plusNanos(2), NOON.plusSeconds(1));
    }

    @Test
    void noStampIsGivenTwice() {
        Stamps stamps = new Stamps(() -> NOON.plusNanos(999_999_998));
        Set<Instant> given = new HashSet<>();
        for (int i = 0; i < 1000; i++) assertThat(given.add(stamps.next())).isTrue();
    }
}

package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @Test
    void theWaitDoublesUpToTheLongestAndNeverFallsBelowHalf() {
        SplittableRandom random = new SplittableRandom(7);
        for (int failures = 1; failures < 200; failures++) {
            long whole = failures > 6 ? 60_000 : 1000L << (failures - 1);
            for (int n = 0; n < 20; n++)
                assertThat(backoff.after(failures, random).toMillis()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void twoThatFailTogetherDoNotComeBackTogether() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(backoff.after(5, random)).isNotEqualTo(backoff.after(5, random));
    }

    @Test
    void aWaitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

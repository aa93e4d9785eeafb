package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 29, 3, 30);
    private static final List<Duration> EDGES = List.of(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofDays(30));

    private final Moments moments = new Moments(NOW, new SplittableRandom(1));

    @Test
    void anEventStaysInItsWindowsForMinutes() {
        for (int i = 0; i < 5000; i++) {
            Duration age = Duration.between(moments.ago(Duration.ZERO, Duration.ofDays(31)), NOW);
            assertThat(EDGES).allMatch(edge -> isOnTheSameSide(age, age.plusMinutes(4), edge));
        }
    }

    private static boolean isOnTheSameSide(Duration age, Duration later, Duration edge) {
        return age.compareTo(edge) < 0 == later.compareTo(edge) < 0;
    }

    @Test
    void aRangeThatIsAllEdgeIsRefused() {
        assertThatThrownBy(() -> moments.ago(Duration.ofHours(23), Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clear of the windows");
    }

    @Test
    void aDateIsNeverLaterThanNow() {
        assertThat(moments.on(NOW.toLocalDate())).isBeforeOrEqualTo(NOW);
    }
}

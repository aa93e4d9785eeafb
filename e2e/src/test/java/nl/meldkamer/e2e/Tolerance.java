package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;

/** How far a value that was collected may be from what is true. */
final class Tolerance {

    private Tolerance() {}

    /**
     * Ages may be older by as long as it took, and younger by a part of a second; percentages are sent with four decimals;
     * all else is exact.
     */
    static void assertClose(String key, BigDecimal value, BigDecimal expected, Duration took) {
        BigDecimal passed = BigDecimal.valueOf(took.toSeconds() + 1);
        if (Truth.isTimeLeft(key)) {
            assertThat(value).as(key).isBetween(expected.subtract(passed), expected.add(BigDecimal.ONE));
        } else if (Truth.isAge(key) && expected.signum() > 0) {
            assertThat(value).as(key).isBetween(expected.subtract(BigDecimal.ONE), expected.add(passed));
        } else if (key.contains("rate.") || key.contains(".pct") || key.contains(".avg") || key.contains(".mtt")) {
            assertThat(value).as(key).isCloseTo(expected, within(new BigDecimal("0.01")));
        } else {
            assertThat(value).as(key).isEqualByComparingTo(expected);
        }
    }
}

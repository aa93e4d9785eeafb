package nl.meldkamer.e2e.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static List<String> values(String series) {
        return Series.parse(series).values(Duration.ofMinutes(5));
    }

    @Test
    void aTimeIsAsManyValuesAsItHasIntervals() {
        assertThat(values("0 for 15m, 1")).containsExactly("0", "0", "0", "1");
        assertThat(values("7 for 10s")).containsExactly("7");
    }

    @Test
    void aRiseIsEven() {
        assertThat(values("60..80 for 15m")).containsExactly("60", "70", "80");
        assertThat(values("1..-1 for 15m")).containsExactly("1", "0", "-1");
    }

    @Test
    void aVersionIsNoRise() {
        assertThat(values("15.1.0 for 10m, 15.2.0")).containsExactly("15.1.0", "15.1.0", "15.2.0");
    }

    @Test
    void whatIsNoSeriesIsSaidSo() {
        assertThatThrownBy(() -> Series.parse("0 during 5m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'0 during 5m' is no part of a series, such as '0 for 30m'");
    }
}

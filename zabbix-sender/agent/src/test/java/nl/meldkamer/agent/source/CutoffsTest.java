package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutoffsTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** Just after the clocks went from two to three. */
    private final Cutoffs cutoffs = new Cutoffs(ZonedDateTime.of(2026, 3, 29, 3, 30, 0, 123_456_789, AMSTERDAM));

    @ParameterizedTest
    @CsvSource({
        "now,     2026-03-29T03:30:00.123456",
        "t_5m,    2026-03-29T03:25:00.123456",
        "t_1h,    2026-03-29T01:30:00.123456",
        "t_24h,   2026-03-28T02:30:00.123456",
        "t_7d,    2026-03-22T02:30:00.123456",
        "t_today, 2026-03-29T00:00:00"
    })
    void aMomentIsCountedInElapsedTimeAndCutToMicroseconds(String parameter, LocalDateTime value) {
        assertThat(cutoffs.value(parameter)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "today,   2026-03-29",
        "d_m1,    2026-03-28",
        "d_m30,   2026-02-27",
        "d_p30,   2026-04-28",
        "d_m1mo,  2026-02-28",
        "d_m36mo, 2023-03-29",
        "d_month, 2026-03-01"
    })
    void aDateIsCountedInCalendarDaysAndMonths(String parameter, LocalDate value) {
        assertThat(cutoffs.value(parameter)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "t_5", "t_5s", "t_m", "d_7", "d_m", "d_mo", "t_123456h", "NOW"})
    void anythingElseIsNoParameter(String parameter) {
        assertThat(cutoffs.value(parameter)).isEmpty();
    }
}

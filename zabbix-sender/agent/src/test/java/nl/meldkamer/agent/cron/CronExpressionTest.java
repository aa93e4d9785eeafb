package nl.meldkamer.agent.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *            | 2026-11-22T10:15:30 | 2026-11-22T10:16
                    */4 * * * *          | 2026-11-22T10:15    | 2026-11-22T10:16
                    0/15 * * * *         | 2026-11-22T10:46    | 2026-11-22T11:00
                    0 0 * * *            | 2026-11-22T00:00    | 2026-11-23T00:00
                    0 0 * * 0            | 2026-11-22T00:00    | 2026-11-29T00:00
                    0 0 * * 7            | 2026-11-23T00:00    | 2026-11-29T00:00
                    30 2 * * mon-fri     | 2026-11-20T03:00    | 2026-11-23T02:30
                    0 0 1 * *            | 2026-11-22T10:00    | 2026-12-01T00:00
                    0 0 31 * *           | 2026-02-01T00:00    | 2026-03-31T00:00
                    0 0 29 2 *           | 2026-03-01T00:00    | 2028-02-29T00:00
                    0 12 1 jan,JUL *     | 2026-01-01T12:00    | 2026-07-01T12:00
                    0 0 13 * 5           | 2026-11-14T00:00    | 2026-11-20T00:00
                    15,45 8-10/2 * * *   | 2026-11-22T08:45    | 2026-11-22T10:15
                    59 23 31 12 *        | 2026-12-31T23:59    | 2027-12-31T23:59
                    @daily               | 2026-11-22T10:00    | 2026-11-23T00:00
                    """)
    void theNextTimeIs(String expression, LocalDateTime after, LocalDateTime expected) {
        assertThat(CronExpression.parse(expression).next(after)).contains(expected);
    }

    @Test
    void aDayThatNeverComesHasNoNextTime() {
        assertThat(CronExpression.parse("0 0 30 2 *").next(LocalDateTime.parse("2026-01-01T00:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * *         | a cron expression has 5 fields, not 4
                    60 * * * *      | the minute '60' is not from 0 to 59
                    * * 0 * *       | the day of month '0' is not from 1 to 31
                    * * * foo *     | the month 'foo' is not understood
                    */0 * * * *     | the minute '*/0' has a step of 0
                    30-10 * * * *   | the minute '30-10' runs backwards
                    0 0 L * *       | the day of month 'L' is not understood
                    1,,2 * * * *    | the minute '' is not understood
                    """)
    void whatIsWrongIsNamed(String expression, String message) {
        assertThatThrownBy(() -> CronExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

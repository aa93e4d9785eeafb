package nl.meldkamer.agent.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.LocalDateTime;

class CronExpressionFuzzTest {

    private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 2, 28, 23, 59, 30);

    @FuzzTest(maxDuration = "10m")
    void anyTextIsRefusedWithAReasonOrIsDueLaterAtAWholeMinute(byte[] text) {
        try {
            CronExpression.parse(new String(text, UTF_8))
                    .next(MOMENT)
                    .ifPresent(due -> assertThat(due)
                            .isAfter(MOMENT)
                            .isEqualTo(due.withSecond(0).withNano(0)));
        } catch (IllegalArgumentException refused) {
            assertThat(refused)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .isNotEmpty();
        }
    }
}

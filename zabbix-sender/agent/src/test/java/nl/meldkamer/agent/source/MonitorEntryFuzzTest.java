package nl.meldkamer.agent.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class MonitorEntryFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyLineIsNoEntryOrOneWithoutANegativeTime(byte[] line) {
        MonitorEntry.parse(new String(line, UTF_8)).ifPresent(entry -> {
            assertThat(entry.micros()).isNotNegative();
            assertThat(entry.waited()).isNotNegative();
            assertThat(entry.isRequest() && entry.isJob()).isFalse();
        });
    }
}

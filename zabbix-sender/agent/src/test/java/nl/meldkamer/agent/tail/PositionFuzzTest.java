package nl.meldkamer.agent.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PositionFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsNoPositionOrOneThatIsReadAgainAsItself(byte[] text) {
        Position.parse(new String(text, UTF_8)).ifPresent(position -> {
            assertThat(position.offset()).isNotNegative();
            assertThat(Position.parse(position.toString())).contains(position);
        });
    }
}

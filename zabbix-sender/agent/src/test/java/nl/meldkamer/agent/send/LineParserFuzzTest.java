package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;

class LineParserFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveAValueThatWasThereOrAreRefused(byte[] line) {
        for (LineFormat format : LineFormat.values()) {
            try {
                requireFrom(new String(line, UTF_8), parser(format).parse(line, 0, line.length, 1));
            } catch (BadLineException refused) {
                assertThat(refused).message().isNotEmpty();
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyInputIsCutIntoItsLines(byte[] input) throws IOException {
        LineReader lines = new LineReader(new ByteArrayInputStream(input));
        StringBuilder read = new StringBuilder();
        while (lines.next())
            read.append(new String(lines.buffer(), lines.start(), lines.end() - lines.start(), UTF_8))
                    .append('\n');

        String all = new String(input, UTF_8);
        String expected = (all.isEmpty() || all.endsWith("\n") ? all : all + "\n").replaceAll("\r+\n", "\n");
        assertThat(read).hasToString(expected);
    }

    private static void requireFrom(String line, Sample sample) {
        assertThat(sample.host()).isNotEmpty().doesNotContain("\0");
        assertThat(sample.key()).isNotEmpty().doesNotContain("\0");
        assertThat(sample.value().length()).isLessThan(line.length());
        if (!line.contains("\"")) assertThat(line).contains(sample.key()).endsWith(sample.value());
    }

    private static LineParser parser(LineFormat format) {
        return new LineParser(format, Optional.of("default"), new Stamps(Clock.systemUTC()));
    }
}

package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsSourceTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1,1", "0,0", "true,1", "false,0", "null,0", "'\"secret\"',0", "[1],0"})
    void aSwitchIs(String written, String number) throws Exception {
        assertThat(paused("{\"db_password\":\"secret\",\"pause_scheduler\":" + written + "}"))
                .isEqualTo(number);
    }

    @Test
    void aSwitchThatIsNotThereIsOff() throws Exception {
        assertThat(paused("{}")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"db_password\": \"secret", "secret"})
    void aFileThatHoldsNoObjectIsAnErrorThatQuotesNothing(String text) {
        assertThatThrownBy(() -> paused(text))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("source 'site': the file ")
                .hasMessageNotContaining("secret");
    }

    private String paused(String text) throws IOException, SourceException {
        Path file = Files.writeString(directory.resolve("site_config.json"), text);
        Answer answer = new FlagsSource("site", file)
                .ask(new Collect.Flags(Map.of("paused", "pause_scheduler")), ZonedDateTime.now(ZoneOffset.UTC));
        return Cell.text(answer.rows().get(0), "paused");
    }
}

package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OutputOptionTest {

    private final Writing writing = new Writing();
    private final StringWriter out = new StringWriter();
    private final CommandLine line = new CommandLine(writing).setOut(new PrintWriter(out, true));

    @TempDir
    private Path directory;

    private Path file;

    @Command
    private static final class Writing {

        @Mixin
        private OutputOption output = new OutputOption();
    }

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("events.jsonl");
    }

    @Test
    void itGoesToStandardOutputWhenNoFileIsNamed() {
        line.parseArgs();
        writing.output.write("the proof", "proven");
        assertThat(out).hasToString("proven");
    }

    @Test
    void itGoesToTheFileThatIsNamed() {
        line.parseArgs("-o", file.toString());
        writing.output.write("the proof", "proven");
        assertThat(file).hasContent("proven");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Files.writeString(file, "earlier");
        line.parseArgs("--output", file.toString());
        assertThatThrownBy(() -> writing.output.write("the proof", "proven"))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("the proof can't be written to " + file);
        assertThat(file).hasContent("earlier");
    }

    @Test
    void aFileThatCouldNotBeCompletedDoesNotStayBehind() {
        line.parseArgs("-o", file.toString());
        assertThatThrownBy(() -> writing.output.write("the events", out -> {
                    append(out);
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("No space left on device");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileWhoseEventsCouldNotBeReadToTheEndDoesNotStayBehind() {
        line.parseArgs("-o", file.toString());
        assertThatThrownBy(() -> writing.output.write("the events", out -> {
                    append(out);
                    throw new IllegalStateException("the store went away");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store went away");
        assertThat(file).doesNotExist();
    }

    private static void append(Writer out) {
        try {
            out.write("half");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package nl.meldkamer.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLinesTest {

    @Test
    void linesComeWithoutTheirLineFeedsAndTheLastNeedsNone() throws IOException {
        BoundedLines lines = new BoundedLines(new StringReader("one\n\nthree"), 5);
        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("three");
        assertThat(lines.next()).isNull();
        assertThat(lines.number()).isEqualTo(3);
    }

    @Test
    void aLineOfTheLimitIsTakenAndALongerOneRefused() throws IOException {
        BoundedLines lines = new BoundedLines(new StringReader("12345\n123456\n"), 5);
        assertThat(lines.next()).isEqualTo("12345");
        assertThatThrownBy(lines::next).hasMessage("longer than 5 characters");
        assertThat(lines.number()).isEqualTo(2);
    }

    @Test
    void anArchiveWithoutLineFeedsIsRefusedWithItsLine(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("audit-2018-03.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"archive\": 1, \"month\": \"2018-03\"}\n");
            for (int i = 0; i <= Archive.LONGEST_LINE; i++) out.write(' ');
        }
        assertThatThrownBy(() -> Archive.verify(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(file + " line 2: longer than " + Archive.LONGEST_LINE + " characters");
    }
}

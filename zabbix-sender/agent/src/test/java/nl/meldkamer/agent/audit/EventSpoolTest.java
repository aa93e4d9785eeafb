package nl.meldkamer.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSpoolTest {

    @TempDir
    private Path directory;

    @Test
    void anEventIsThereAsItWasPutAndForThisAccountOnly() throws Exception {
        Path file = new EventSpool(directory.resolve("spool"), 2).put("{}".getBytes(UTF_8));

        assertThat(file).hasContent("{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullSpoolRefusesTheNewAndKeepsTheOld() throws Exception {
        EventSpool spool = new EventSpool(directory, 1);
        Path first = spool.put("1".getBytes(UTF_8));

        assertThatThrownBy(() -> spool.put("2".getBytes(UTF_8)))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("full");
        assertThat(spool.oldest(10)).containsExactly(first);
    }

    @Test
    void whatACrashLeftHalfWrittenIsNotTaken() throws Exception {
        Files.writeString(directory.resolve("1.part"), "{");

        assertThat(new EventSpool(directory, 1).oldest(10)).isEmpty();
    }
}

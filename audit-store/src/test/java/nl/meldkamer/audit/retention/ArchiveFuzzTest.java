package nl.meldkamer.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ArchiveFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyFileIsAnArchiveOrIsRefusedWithItsName(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("archive", ".jsonl");
        try {
            Archive.Verified verified = Archive.verify(Files.write(file, bytes));
            assertThat(verified.events()).isNotNegative();
        } catch (ArchiveException refused) {
            assertThat(refused).hasMessageStartingWith(file.toString());
        } finally {
            Files.delete(file);
        }
    }
}

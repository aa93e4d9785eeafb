package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {

    @TempDir
    Path directory;

    @Test
    void aProcessIsFoundByItsFileUntilItEnds() throws Exception {
        Path file = directory.resolve("pid");
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            RunningProcess.of(sleeper).writeTo(file);
            assertThat(RunningProcess.in(file)).isPresent();
            RunningProcess.in(file).orElseThrow().tell(Signal.TERM);
            sleeper.waitFor();
            assertThat(RunningProcess.in(file)).isEmpty();
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotTakenForIt() throws IOException {
        Path file = directory.resolve("pid");
        new RunningProcess(ProcessHandle.current().pid(), 1).writeTo(file);
        assertThat(RunningProcess.in(file)).isEmpty();
    }

    @Test
    void noFileMeansNoProcess() throws IOException {
        assertThat(RunningProcess.in(directory.resolve("pid"))).isEmpty();
    }

    @Test
    void aProcessIsKilledWithAllThatItStartsMeanwhile() throws Exception {
        String unlikely = "61.0271";
        Process starter = new ProcessBuilder(
                        "setsid", "sh", "-c", "for i in $(seq 3000); do sleep " + unlikely + " & done; wait")
                .start();
        while (sleepers(unlikely) == 0) Thread.onSpinWait();
        RunningProcess.of(starter).killWithDescendants();
        assertThat(sleepers(unlikely)).isZero();
    }

    private static long sleepers(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(seconds::equals))
                .count();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("pid"), "soon\n");
        assertThatThrownBy(() -> RunningProcess.in(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}

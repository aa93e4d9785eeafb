package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.GrowingTree;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessFileTest {

    private static final SignerKey KEY = SignerKey.generate("audit/club", new SecureRandom());

    @TempDir
    private Path directory;

    @Test
    void itHasTheLastCheckpointOfEachTreeAndHasItAgainAfterARestart() throws Exception {
        Path file = directory.resolve("witness");
        WitnessFile witness = WitnessFile.open(file);
        witness.remember(note("club/app", 1));
        witness.remember(note("club/other", 7));
        witness.remember(note("club/app", 2));

        for (WitnessFile each : new WitnessFile[] {witness, WitnessFile.open(file)}) {
            assertThat(each.origins()).containsExactly("audit/club/club/app", "audit/club/club/other");
            assertThat(each.seen("audit/club/club/app")).containsExactly(note("club/app", 2));
            assertThat(each.seen("audit/club/club/other")).containsExactly(note("club/other", 7));
            assertThat(each.seen("audit/club/none")).isEmpty();
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatWasSentAlreadyIsNotWrittenAgain() throws Exception {
        Path file = directory.resolve("witness");
        WitnessFile witness = WitnessFile.open(file);
        witness.remember(note("club/app", 1));
        Files.delete(file);
        witness.remember(note("club/app", 1));
        assertThat(file).doesNotExist();
    }

    @Test
    void notesThatWereCollectedByHandAreToldApartHoweverManyBlankLinesThereAre() {
        String text = "\n\n" + note("a", 1) + note("a", 2) + "\n\n\n" + note("b", 3);
        assertThat(WitnessFile.split(text)).containsExactly(note("a", 1), note("a", 2), note("b", 3));
        assertThat(WitnessFile.split("")).isEmpty();
        assertThat(WitnessFile.split("no note")).containsExactly("no note\n");
    }

    private static String note(String stream, long size) {
        return Checkpoint.of("audit/club/" + stream, size, new GrowingTree().root())
                .sign(KEY)
                .toString();
    }
}

package nl.meldkamer.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.install.InstallException;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacroValuesTest {

    private static final String DROP = "{$VER.MEMBERS.DROP.MAX}";
    private static final String CHURN = "{$VER.CHURN.TYPE.MAX:\"A = {B} \\\"C\\\"\"}";

    @TempDir
    private Path directory;

    private final MacroValues macros = new MacroValues(List.of(Catalogues.builtIn("verenigingen")));

    @Test
    void aValueMayHoldAnythingAndAContextToo() {
        assertThat(macros.read(List.of(DROP + "=a=b", CHURN + "="), List.of()))
                .isEqualTo(Map.of(DROP, "a=b", CHURN, ""));
    }

    @Test
    void aFileHasALineForEachAndAnOptionWins() throws Exception {
        Path file = Files.writeString(directory.resolve("macros"), "# ours\n\n " + DROP + "=1\n" + CHURN + "=2\n");
        assertThat(macros.read(List.of(DROP + "=3"), List.of(file))).isEqualTo(Map.of(DROP, "3", CHURN, "2"));
    }

    @Test
    void everyFaultIsToldWithFileAndLine() throws Exception {
        Path file = Files.writeString(directory.resolve("macros"), "VER.X=1\n\n{$VER.MEMBERS.DORP.MAX}=1\n");
        assertThatThrownBy(() -> macros.read(List.of("{$OTHER}=1"), List.of(file)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(file + ":1")
                .hasMessageContaining("is not of the form {$MACRO}=value")
                .hasMessageContaining(file + ":3")
                .hasMessageContaining("did you mean 'VER.MEMBERS.DROP.MAX'?")
                .hasMessageContaining("--macro:1");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> macros.read(List.of(), List.of(directory.resolve("none"))))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("none can't be read");
    }
}

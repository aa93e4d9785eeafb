package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    private Path directory;

    private PrivateFile file() {
        return new PrivateFile(directory.resolve("secret"));
    }

    @Test
    void aFileThatIsNotThereHoldsNothing() {
        assertThat(file().read()).isEmpty();
        assertThat(file().draft()).isEmpty();
    }

    @Test
    void aDraftLeavesTheFileAsItIsUntilItIsKept() {
        file().write("old");
        file().draft("new");
        assertThat(file().read()).contains("old");
        assertThat(file().draft()).contains("new");
        file().keepDraft();
        assertThat(file().read()).contains("new");
        assertThat(file().draft()).isEmpty();
    }

    @Test
    void anOlderDraftThatOthersMayReadIsReplacedByOneThatTheyMayNot() throws Exception {
        Path draft = directory.resolve("secret.new");
        Files.writeString(draft, "x");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        file().write("y");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
    }

    @Test
    void deletingTakesTheDraftAlong() {
        file().write("x");
        file().draft("y");
        file().delete();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> new PrivateFile(inTheWay.resolve("secret")).write("x"))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("can't be written");
    }
}

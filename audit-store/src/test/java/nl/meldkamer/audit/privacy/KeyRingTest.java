package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final String FIRST = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SECOND =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));

    @TempDir
    Path directory;

    @Test
    void theFirstKeyWrapsAndTheOthersCanBeFound() throws Exception {
        KeyRing ring = KeyRing.read(file("# made in January\n\n" + FIRST + "\n" + SECOND + "\n", "rw-------"));
        assertThat(ring.ids()).hasSize(2).doesNotHaveDuplicates();
        assertThat(ring.ids().get(0)).isEqualTo(ring.current());
        assertThat(ring.ids()).allSatisfy(id -> assertThat(ring.key(id)).isPresent());
        assertThat(ring.key(UUID.randomUUID())).isEmpty();
    }

    @Test
    void anIdIsTheSameWhereverTheKeyStands() throws Exception {
        UUID first = KeyRing.read(file(FIRST, "r--------")).current();
        Files.delete(directory.resolve("kek"));
        assertThat(KeyRing.read(file(SECOND + "\n" + FIRST, "rw-------")).ids()).contains(first);
    }

    @Test
    void aMissingFileIsSaidWithWhatToDo() {
        Path missing = directory.resolve("none");
        assertThatThrownBy(() -> KeyRing.read(missing))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("is missing")
                .hasMessageContaining("openssl rand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-r-----", "rwx------", "rw--w----"})
    void aFileThatOthersCanUseIsRefused(String rights) throws IOException {
        Path file = file(FIRST, rights);
        assertThatThrownBy(() -> KeyRing.read(file)).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void aKeyOfAnotherLengthIsRefusedWithItsLineAndNothingOfIt(String key) throws IOException {
        Path file = file("# a comment\n" + key + "\n", "rw-------");
        assertThatThrownBy(() -> KeyRing.read(file))
                .hasMessage(file + " line 2: not 32 bytes in base64")
                .hasNoCause();
    }

    @Test
    void aFileWithoutAKeyIsRefused() throws IOException {
        Path file = file("# nothing yet\n", "rw-------");
        assertThatThrownBy(() -> KeyRing.read(file)).hasMessageContaining("holds no key");
    }

    private Path file(String text, String rights) throws IOException {
        Path file = Files.writeString(directory.resolve("kek"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}

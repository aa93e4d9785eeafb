package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest {

    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));

    @TempDir
    private Path directory;

    @Test
    void aFileBelongsToTheFirstSetThatItFits() throws Exception {
        file("20261121_020000-linde-private-files.tar", 30, NOON.minusHours(10));
        file("20261121_020000-linde-files.tar", 20, NOON.minusHours(10));
        file("20261121_020000-linde-database.sql.gz", 10, NOON.minusHours(34));
        file("20261122_020000-linde-database.sql.gz", 12, NOON.minusHours(10));
        file("readme.txt", 1, NOON.minusHours(1));
        Map<String, Map<String, Optional<Object>>> sets = ask();
        assertThat(Cell.text(sets.get("private"), "newest_size")).isEqualTo("30");
        assertThat(Cell.text(sets.get("files"), "newest_size")).isEqualTo("20");
        Map<String, Optional<Object>> database = sets.get("db");
        assertThat(Cell.text(database, "count")).isEqualTo("2");
        assertThat(Cell.text(database, "newest_size")).isEqualTo("12");
        assertThat(Cell.text(database, "previous_size")).isEqualTo("10");
        assertThat(Cell.text(database, "total_size")).isEqualTo("22");
        assertThat(database.get("newest")).contains(LocalDateTime.parse("2026-11-22T02:00:00"));
    }

    @Test
    void aSetWithoutFilesCountsZeroAndHasNoAge() throws Exception {
        Map<String, Optional<Object>> database = ask().get("db");
        assertThat(Cell.text(database, "count")).isEqualTo("0");
        assertThat(database.get("newest")).isEmpty();
        assertThat(database.get("newest_size")).isEmpty();
    }

    @Test
    void aFileThatIsBeingWrittenDoesNotCountYet() throws Exception {
        file("20261122_120000-linde-database.sql.gz", 1, NOON.minusSeconds(20));
        assertThat(Cell.text(ask().get("db"), "count")).isEqualTo("0");
    }

    @Test
    void aDirectoryOfThatNameIsNoBackup() throws Exception {
        Files.createDirectory(directory.resolve("x-database.sql.gz"));
        assertThat(Cell.text(ask().get("db"), "count")).isEqualTo("0");
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidWithoutItsName() {
        FilesSource source = new FilesSource("backup", directory.resolve("jansen"));
        assertThatThrownBy(() -> source.ask(question(), NOON))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no such directory")
                .hasMessageNotContaining("jansen");
    }

    private void file(String name, int bytes, ZonedDateTime written) throws IOException {
        Path file = Files.write(directory.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(written.toInstant()));
    }

    private Map<String, Map<String, Optional<Object>>> ask() throws SourceException {
        Map<String, Map<String, Optional<Object>>> sets = new LinkedHashMap<>();
        for (Map<String, Optional<Object>> row :
                new FilesSource("backup", directory).ask(question(), NOON).rows()) sets.put(Cell.text(row, "set"), row);
        return sets;
    }

    private static Collect.Files question() {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("private", "*-private-files.{tar,tgz}*");
        sets.put("files", "*-files.{tar,tgz}*");
        sets.put("db", "*-database.sql.gz*");
        return new Collect.Files(sets);
    }
}

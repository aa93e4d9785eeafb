package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The program that measures the catalogue's cost, on sites so small that they cost nothing. */
class CostIT {

    /** What it says that cannot be collected from such a server: of statements that it does not keep. */
    private static final List<String> NOT_ON_EVERY_SERVER = List.of("db.slow", "db.slow.top");

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "postgresql"})
    void everyGroupOfTheSiteIsMeasuredAndExplained(String engine, @TempDir Path directory) throws IOException {
        String said = measured(engine, TestDirectory.open(directory));
        for (Group group : groups()) {
            assertThat(said).as(group.name()).contains("| `" + group.name() + "`");
            if (!NOT_ON_EVERY_SERVER.contains(group.name()))
                assertThat(said).doesNotContain("| `" + group.name() + "` (");
        }
        assertThat(said)
                .contains(groups().size() + " groups; ")
                .contains("rows in tabSales Invoice")
                .containsPattern("\\| `members.gaps.membership` \\| [^|]*tabMember")
                .containsPattern("\\| the peer's queries, 14304 times a day \\| \\d");
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private static List<Group> groups() {
        return Catalogues.builtIn("verenigingen").groups().stream()
                .filter(group -> group.source().equals(AppSource.NAME))
                .toList();
    }

    private static String measured(String engine, Path directory) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new CommandLine(new CostProgram(new PrintStream(said, true, UTF_8)))
                .execute(
                        "--engine",
                        engine,
                        "--members",
                        "300",
                        "--factor",
                        "2",
                        "--rounds",
                        "1",
                        "--directory",
                        directory.toString());
        assertThat(code).isZero();
        return said.toString(UTF_8);
    }
}

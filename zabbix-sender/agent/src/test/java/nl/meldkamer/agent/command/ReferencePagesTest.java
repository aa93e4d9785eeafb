package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.KeyReference;
import org.junit.jupiter.api.Test;

/**
 * The pages of {@code docs/} that are made from the code. With {@code -Dmeldkamer.write=true} they are written instead of
 * compared.
 */
class ReferencePagesTest {

    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void theKeyReferenceIsWhatTheCatalogueSays() throws IOException {
        assertIsCurrent("keys.md", KeyReference.of(Catalogues.builtIn("verenigingen")));
    }

    @Test
    void theCommandReferenceIsWhatTheProgramSays() throws IOException {
        assertIsCurrent("commands.md", CommandReference.of(Meldkamer.commandLine()));
    }

    private static void assertIsCurrent(String page, String made) throws IOException {
        Path file = DOCS.resolve(page);
        if (Boolean.getBoolean("meldkamer.write")) Files.writeString(file, made);
        assertThat(file)
                .as(
                        "docs/%s; to write it anew: mvn -pl zabbix-sender/agent -am test"
                                + " -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmeldkamer.write=true",
                        page)
                .content()
                .isEqualTo(made);
    }
}

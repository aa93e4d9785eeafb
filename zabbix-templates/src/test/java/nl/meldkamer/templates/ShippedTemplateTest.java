package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shipped is what the catalogue makes. */
class ShippedTemplateTest {

    private static final String FILE = "template_app_verenigingen_trapper.xml";
    private static final String WRITE = "templates.write";

    private final Catalogue catalogue = Catalogues.builtIn("verenigingen");

    @ParameterizedTest
    @EnumSource
    void theTemplateIsWhatTheCatalogueMakes(ExportFormat format) throws IOException {
        assertShipped(Path.of(format.version(), FILE), TemplateXml.write(catalogue, format));
    }

    @ParameterizedTest
    @EnumSource
    void thePageBesideItIsWhatTheCatalogueMakes(ExportFormat format) throws IOException {
        assertShipped(Path.of(format.version(), "README.md"), TemplateReadme.of(catalogue, format, FILE));
    }

    private static void assertShipped(Path file, String made) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("write it anew with: mvn -pl zabbix-templates test -Dtest=ShippedTemplateTest -D%s=true", WRITE)
                .isEqualTo(made);
    }
}

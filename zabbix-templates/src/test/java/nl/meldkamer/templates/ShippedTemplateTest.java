package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The template that is shipped is the one that the catalogue makes. */
class ShippedTemplateTest {

    private static final Path SHIPPED = Path.of("6.0", "template_app_verenigingen_trapper.xml");
    private static final String WRITE = "templates.write";

    @Test
    void isWhatTheCatalogueMakes() throws IOException {
        String made = TemplateXml.write(Catalogues.builtIn("verenigingen"), ExportFormat.ZABBIX_6_0);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(SHIPPED.toAbsolutePath().getParent());
            Files.writeString(SHIPPED, made);
        }
        assertThat(Files.readString(SHIPPED))
                .as("write it anew with: mvn -pl zabbix-templates test -Dtest=ShippedTemplateTest -D%s=true", WRITE)
                .isEqualTo(made);
    }
}

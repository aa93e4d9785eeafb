package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shipped is what the catalogue makes. */
class ShippedTemplateTest {

    private static final String WRITE = "templates.write";

    static Stream<Arguments> shipped() {
        return Arrays.stream(ExportFormat.values())
                .flatMap(format -> Arrays.stream(Via.values()).map(via -> Arguments.of(format, via)));
    }

    private static Catalogue catalogue(Via via) {
        return Catalogues.builtIn(name(via)).by(via);
    }

    /** By JMX there are the daemon's own figures. */
    private static String name(Via via) {
        return via == Via.JMX ? "meldkamer" : "verenigingen";
    }

    private static String file(Via via) {
        return "template_app_" + name(via) + "_" + via.option() + ".xml";
    }

    private static String page(Via via) {
        return via == Via.TRAPPER ? "README.md" : "README_" + via.option() + ".md";
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theTemplateIsWhatTheCatalogueMakes(ExportFormat format, Via via) throws IOException {
        assertShipped(Path.of(format.version(), file(via)), TemplateXml.write(catalogue(via), format));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void thePageBesideItIsWhatTheCatalogueMakes(ExportFormat format, Via via) throws IOException {
        assertShipped(Path.of(format.version(), page(via)), TemplateReadme.of(catalogue(via), format, file(via)));
    }

    /** Zabbix opens a host's dashboards at the first by name. */
    @Test
    void theOverviewOfTheAssociationIsWhatZabbixOpens() {
        assertThat(catalogue(Via.TRAPPER).dashboards().stream().map(Dashboard::name))
                .isNotEmpty()
                .allMatch(name -> name.compareTo("Association") >= 0)
                .contains("Association");
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

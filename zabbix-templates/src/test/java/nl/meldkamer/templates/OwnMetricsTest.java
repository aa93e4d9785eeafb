package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial of docs/own-metrics.md does what it says. */
class OwnMetricsTest {

    private static final Path TUTORIAL = Path.of("../docs/own-metrics.md");
    private static final Pattern FILE = Pattern.compile("`(\\w+\\.yaml)`:\\n\\n```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsFilesAreACatalogueThatMakesATemplateForBothVersions(@TempDir Path directory) throws IOException {
        Matcher file = FILE.matcher(Files.readString(TUTORIAL));
        while (file.find()) Files.writeString(directory.resolve(file.group(1)), file.group(2));

        Catalogue catalogue = CatalogueLoader.load(directory);

        assertThat(Files.readAllLines(directory.resolve("orders.yaml"))).hasSizeLessThanOrEqualTo(10);
        assertThat(catalogue.metrics()).extracting(Metric::key).containsExactly("shop.orders.waiting");
        for (ExportFormat format : ExportFormat.values())
            assertThat(TemplateXml.write(catalogue, format))
                    .contains("<expression>min(/Shop by Zabbix trapper/shop.orders.waiting,10m)&gt;100</expression>");
    }
}

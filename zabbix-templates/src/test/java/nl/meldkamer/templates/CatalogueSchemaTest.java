package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueSchemaTest {

    private static final Path RESOURCES = Path.of("src/main/resources/nl/meldkamer/templates");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(CatalogueSchema.text());

    static List<Path> builtInFiles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("builtInFiles")
    void admitsEveryFileThatIsBuiltIn(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void admitsTheSmallCatalogue() throws IOException {
        for (String text : Documents.SMALL.values()) assertThat(faults(text)).isEmpty();
    }

    /** Each of these lines gets a key beside it that nobody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  name: App by Zabbix trapper",
                "    every: 1m",
                "      key: app.status.discovery",
                "        type: text",
                "            severity: high",
                "      sql: SELECT \"status\" AS state",
                "  - name: State"
            })
    void refusesAnUnknownKeyAsTheLoaderDoes(String line) throws IOException {
        String indent =
                " ".repeat(line.length() - line.replaceFirst("^[ -]+", "").length());
        Map<String, String> changed = new LinkedHashMap<>(Documents.SMALL);
        changed.replaceAll((name, text) -> text.contains(line)
                ? text.replaceFirst("(?m)^" + Pattern.quote(line) + ".*$", "$0\n" + indent + "surprise: 1")
                : text);
        assertThat(changed).isNotEqualTo(Documents.SMALL);
        assertThatThrownBy(() -> CatalogueLoader.load(changed))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("surprise");
        assertThat(faults(String.join("\n", changed.values()))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups: {}",
                "surprise: 1",
                "macros: [{macro: APP, value: 1, description: x}]",
                "calculated: [{key: a, name: a, formula: 'last(//b)', description: x}]",
                "slas: [{sla: a, objective: 99.9, service-tags: {a: b}, period: yearly}]",
                "services: [{service: a}]",
                "dashboards: [{name: a, pages: [{widgets: [{name: b, area: {x: 0, y: 0, width: 1, height: 2}}]}]}]"
            })
    void refusesWhatTheLoaderRefuses(String text) throws IOException {
        assertThat(faults(text)).isNotEmpty();
        assertThatThrownBy(() -> CatalogueLoader.load(Map.of("a.yaml", text)))
                .isInstanceOf(InvalidDocumentException.class);
    }

    private static Set<ValidationMessage> faults(String yaml) throws IOException {
        JsonNode document = YAML.readTree(yaml);
        return SCHEMA.validate(document);
    }
}

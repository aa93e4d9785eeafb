package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalculatedItemTest {

    private static final String CALCULATED = """
            calculated:
              - key: app.ratio
                name: Ratio
                every: 5m
                formula: sum(last_foreach(//app.count[*]))/last(//app.total)*{$APP.MAX}
                needs-history: true
                units: "%"
                description: A ratio.
                triggers:
                  - {name: Ratio too high, severity: info, problem: last()>1}
              - key: app.left[{#STATUS}]
                name: Time left of {#STATUS}
                group: app.status
                every: 1h
                formula: timeleft(//app.count[{#STATUS}],1d,100)
                description: When there are 100.
            """;

    @Test
    void isReadWithItsTriggersAndBelongsToADiscovery() {
        Catalogue catalogue = CatalogueLoader.load(with(CALCULATED));
        CalculatedItem ratio = catalogue.calculated().get(0);
        assertThat(ratio.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ratio.type()).isEqualTo(ValueType.FLOAT);
        assertThat(ratio.triggers()).extracting(Trigger::problem).containsExactly("last()>1");
        assertThat(catalogue.prototypes(catalogue.groups().get(0)))
                .extracting(Metric::key)
                .containsExactly("app.count[{#STATUS}]", "app.left[{#STATUS}]");
    }

    @Test
    void isWrittenWithFormulaIntervalAndPlaceForBothVersions() {
        for (ExportFormat format : ExportFormat.values()) {
            String xml = TemplateXml.write(CatalogueLoader.load(with(CALCULATED)), format);
            assertThat(xml)
                    .contains("<params>sum(last_foreach(//app.count[*]))/last(//app.total)*{$APP.MAX}</params>")
                    .contains("<delay>5m</delay>")
                    .contains("<expression>last(/App by Zabbix trapper/app.ratio)&gt;1</expression>")
                    .containsOnlyOnce("CHECK_NOT_SUPPORTED");
            assertThat(xml.indexOf("app.left[{#STATUS}]</key>")).isGreaterThan(xml.indexOf("<item_prototypes>"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            last(//app.total)      | last(//app.totl)        | item 'app.totl' does not exist; did you mean 'app.total'?
            //app.count[*]         | //app.cuont[*]          | item 'app.cuont[*]' does not exist
            last(//app.total)      | last()                  | last reads no item; a formula names it: //key
            last(//app.total)      | lst(//app.total)        | unknown function 'lst'; did you mean 'last'?
            sum(last_foreach(//app.count[*])) | last(//app.count[{#STATUS}]) | item 'app.count[{#STATUS}]' belongs to another discovery
            {$APP.MAX}             | {$APP.MIN}              | macro '{$APP.MIN}' does not exist
            every: 5m              | every: 1s               | an interval is from 5s to 1d
            group: app.status      | group: app.state        | group 'app.state' does not exist
            timeleft(//app.count[{#STATUS}],1d,100) | timeleft(//app.text,1d,100) | timeleft needs numbers
            """)
    void aFaultIsNamed(String text, String changed, String message) {
        assertThat(CALCULATED).contains(text);
        assertThatThrownBy(() -> CatalogueLoader.load(with(CALCULATED.replace(text, changed))))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTriggerReadsNoAllOfADiscovery() {
        assertThatThrownBy(() -> TriggerExpression.parse("sum(last_foreach(//a[*]))>1", "b"))
                .hasMessageContaining("unknown function 'last_foreach'");
    }

    @Test
    void aBackslashIsRefusedAsVersionsTakeItForDifferentThings() {
        assertThatThrownBy(() -> TriggerExpression.parse("find(//a,,\"regexp\",\"\\d\")=1", "b"))
                .hasMessageContaining("a backslash stands before a quotation mark only");
        assertThat(TriggerExpression.parse("find(//a,,\"like\",\"\\\"\")=1", "b")
                        .keys())
                .containsExactly("a");
    }

    private static Map<String, String> with(String calculated) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("insight.yaml", calculated);
        texts.putAll(Documents.SMALL);
        return texts;
    }
}

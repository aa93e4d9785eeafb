package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TemplateXmlTest {

    private static final String TEMPLATE = "/zabbix_export/templates/template";
    private static final String PROTOTYPES =
            TEMPLATE + "/discovery_rules/discovery_rule/item_prototypes/item_prototype";

    @Test
    void theSameCatalogueGivesTheSameBytes() {
        assertThat(xml(Documents.SMALL)).isEqualTo(xml(Documents.SMALL));
    }

    @Test
    void itemsAndDiscoveryRulesAreTrappersThatNobodyPolls() throws Exception {
        assertThat(values(Documents.SMALL, "//item/type | //item_prototype/type | //discovery_rule/type"))
                .containsOnly("TRAP")
                .hasSize(4);
        assertThat(values(Documents.SMALL, "//item/delay | //item_prototype/delay | //discovery_rule/delay"))
                .containsOnly("0");
    }

    @Test
    void aTriggerOfOneItemStandsInIt() throws Exception {
        assertThat(values(Documents.SMALL, TEMPLATE + "/items/item[key='app.total']/triggers/trigger/expression"))
                .containsExactly("min(/App by Zabbix trapper/app.total,5m)>{$APP.MAX}");
        assertThat(values(Documents.SMALL, PROTOTYPES + "/trigger_prototypes/trigger_prototype/expression"))
                .containsExactly("last(/App by Zabbix trapper/app.count[{#STATUS}])>{$APP.MAX:\"{#STATUS}\"}");
    }

    @Test
    void aTriggerOfSeveralItemsStandsBesideTheTemplate() throws Exception {
        Map<String, String> texts =
                Documents.with("problem: min(5m)>{$APP.MAX}", "problem: last()>0 and nodata(//app.text,1h)=1");
        assertThat(values(texts, "/zabbix_export/triggers/trigger/expression"))
                .containsExactly(
                        "last(/App by Zabbix trapper/app.total)>0 and nodata(/App by Zabbix trapper/app.text,1h)=1");
        assertThat(values(texts, TEMPLATE + "/items/item/triggers/trigger/name"))
                .isEmpty();
    }

    @Test
    void aPrototypeOfSeveralItemsStandsInItsDiscoveryRule() throws Exception {
        Map<String, String> texts =
                Documents.with("problem: 'last()>{$APP.MAX:\"{#STATUS}\"}'", "problem: last()>last(//app.total)");
        assertThat(values(texts, "//discovery_rule/trigger_prototypes/trigger_prototype/expression"))
                .containsExactly(
                        "last(/App by Zabbix trapper/app.count[{#STATUS}])>last(/App by Zabbix trapper/app.total)");
    }

    @Test
    void aRecoveryExpressionIsAModeOfItsOwn() throws Exception {
        String trigger = TEMPLATE + "/items/item[key='app.total']/triggers/trigger";
        assertThat(values(Documents.SMALL, trigger + "/recovery_mode")).containsExactly("RECOVERY_EXPRESSION");
        assertThat(values(Documents.SMALL, trigger + "/recovery_expression"))
                .containsExactly("max(/App by Zabbix trapper/app.total,5m)<=0.8*{$APP.MAX}");
        assertThat(values(Documents.SMALL, PROTOTYPES + "//recovery_mode")).isEmpty();
    }

    @Test
    void aDependencyNamesTheOtherTriggerWithBothExpressions() throws Exception {
        String dependency = PROTOTYPES + "//dependency";
        assertThat(values(Documents.SMALL, dependency + "/name")).containsExactly("Too many");
        assertThat(values(Documents.SMALL, dependency + "/expression"))
                .containsExactly("min(/App by Zabbix trapper/app.total,5m)>{$APP.MAX}");
        assertThat(values(Documents.SMALL, dependency + "/recovery_expression"))
                .containsExactly("max(/App by Zabbix trapper/app.total,5m)<=0.8*{$APP.MAX}");
    }

    @Test
    void widgetsReferToItemsAndToGraphsMadeForThem() throws Exception {
        assertThat(values(Documents.SMALL, "//widget/type"))
                .containsExactlyInAnyOrder("ITEM", "GRAPH_CLASSIC", "GRAPH_PROTOTYPE", "PLAIN_TEXT");
        assertThat(values(Documents.SMALL, "/zabbix_export/graphs/graph/name")).containsExactly("Board: All");
        assertThat(values(Documents.SMALL, "//discovery_rule/graph_prototypes/graph_prototype/name"))
                .containsExactly("{#STATUS}: Each (Board)");
        assertThat(values(Documents.SMALL, "//widget/fields/field/value/name"))
                .containsExactlyInAnyOrder("Board: All", "{#STATUS}: Each (Board)");
    }

    @Test
    void everyUuidIsOfVersion4AndUnique() throws Exception {
        List<String> uuids = values(Catalogues.builtIn("verenigingen"), "//uuid");
        assertThat(uuids)
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates()
                .allMatch(uuid -> uuid.matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"));
    }

    @Test
    void aUuidHangsOnTheNameOnly() throws Exception {
        Map<String, String> changed = Documents.with("every: 1m", "every: 5m");
        changed.replaceAll((name, text) -> text.replace("min(5m)>{$APP.MAX}", "min(10m)>{$APP.MAX}"));
        assertThat(values(changed, "//uuid")).isEqualTo(values(Documents.SMALL, "//uuid"));
    }

    @Test
    void theOfficialGroupKeepsItsUuidAndAnotherHasOneOfItsOwn() throws Exception {
        assertThat(values(Documents.SMALL, "/zabbix_export/groups/group/uuid"))
                .containsExactly("a571c0d144b14fd4a87a9d9b2aa9fcd6");
        assertThat(values(
                        Documents.with("group: Templates/Applications", "group: Ours"),
                        "/zabbix_export/groups/group/uuid"))
                .hasSize(1)
                .doesNotContain("a571c0d144b14fd4a87a9d9b2aa9fcd6");
    }

    @Test
    void markupInTextIsEscaped() throws Exception {
        Map<String, String> texts =
                Documents.with("description: All of them.", "description: \"<b>&amp; ]]> \\\"x\\\"\"");
        assertThat(values(texts, TEMPLATE + "/items/item[key='app.total']/description"))
                .containsExactly("<b>&amp; ]]> \"x\"");
    }

    @Test
    void whatZabbixTakesAnywayIsLeftOut() throws Exception {
        assertThat(values(Documents.SMALL, "//item[key='app.total']/value_type"))
                .isEmpty();
        assertThat(values(Documents.SMALL, "//item[key='app.text']/value_type")).containsExactly("TEXT");
        assertThat(values(Documents.SMALL, "//item[key='app.text']/trends")).containsExactly("0");
        assertThat(values(Documents.SMALL, "//manual_close")).isEmpty();
    }

    @Test
    void macrosStandInTheOrderOfZabbix() throws Exception {
        assertThat(values(Documents.SMALL, "//macro/macro")).containsExactly("{$APP.MAX}", "{$APP.MAX:\"Active\"}");
    }

    private static String xml(Map<String, String> texts) {
        return TemplateXml.write(CatalogueLoader.load(texts), ExportFormat.ZABBIX_6_0);
    }

    private static List<String> values(Map<String, String> texts, String path) throws Exception {
        return values(CatalogueLoader.load(texts), path);
    }

    private static List<String> values(Catalogue catalogue, String path) throws Exception {
        String xml = TemplateXml.write(catalogue, ExportFormat.ZABBIX_6_0);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        return new ArrayList<>(IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent())
                .toList());
    }
}

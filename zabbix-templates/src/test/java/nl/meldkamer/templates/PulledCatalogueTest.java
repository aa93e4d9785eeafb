package nl.meldkamer.templates;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PulledCatalogueTest {

    private static final Pattern UUID = Pattern.compile("<uuid>([0-9a-f]{32})</uuid>");

    private final Catalogue declared = Catalogues.builtIn("verenigingen");

    private static Catalogue small(Map<String, String> texts) {
        return CatalogueLoader.load(texts).by(Via.AGENT);
    }

    private static String xml(Catalogue catalogue) {
        return TemplateXml.write(catalogue, ExportFormat.ZABBIX_6_0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "app.total; meldkamer.get[app.total]",
                "app.count[{#STATUS}]; meldkamer.get[app.count,,{#STATUS}]",
                "app.count[a,\"b,c\", d]; meldkamer.get[app.count,,a,\"b,c\", d]",
                "app.count[]; meldkamer.get[app.count,,]",
                "app.count[*]; meldkamer.get[app.count,,*]"
            })
    void aKeyIsAskedForByItsNameAndItsParametersAsTheyAreWritten(String key, String question) {
        assertThat(ModuleKey.get(key)).isEqualTo(question);
    }

    @Test
    void aKeyWithAnArrayCannotBeAskedFor() {
        assertThatThrownBy(() -> ModuleKey.get("app.count[a,[b,c]]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'app.count[a,[b,c]]' has an array for a parameter, which an agent can't be asked for;"
                        + " leave the array out");
    }

    @Test
    void itemsAreAskedForAtTheIntervalOfTheirGroup() {
        String xml = xml(small(Documents.with("every: 1m", "every: 5m")));
        assertThat(xml)
                .contains("<key>meldkamer.get[app.total]</key>\n                    <delay>5m</delay>")
                .contains("<key>meldkamer.discovery[app.status.discovery]</key>")
                .doesNotContain("<type>TRAP</type>");
    }

    @Test
    void entitiesThatAreTheSameAreDiscardedForAnHour() {
        assertThat(xml(small(Documents.SMALL)).replaceAll("\\s+", ""))
                .contains("<step><type>DISCARD_UNCHANGED_HEARTBEAT</type><parameters><parameter>1h</parameter>");
        assertThat(xml(CatalogueLoader.load(Documents.SMALL))).doesNotContain("DISCARD_UNCHANGED");
    }

    @Test
    void triggersReadTheItemsUnderTheirNewKeys() {
        String xml = xml(
                small(Documents.with("problem: min(5m)>{$APP.MAX}", "problem: min(5m)>1 and nodata(//app.text,1h)=1")));
        assertThat(xml)
                .contains("min(/App by Zabbix agent/meldkamer.get[app.total],5m)&gt;1 and nodata(/App by Zabbix"
                        + " agent/meldkamer.get[app.text],1h)=1")
                .contains("last(/App by Zabbix agent/meldkamer.get[app.count,,{#STATUS}])");
    }

    @Test
    void aCalculatedItemKeepsItsKeyAndReadsTheNewOnes() {
        Map<String, String> texts = Documents.with("groups:\n", """
                calculated:
                  - key: app.share
                    name: Share
                    every: 1m
                    formula: sum(last_foreach(//app.count[*]))/last(//app.total)
                    description: Of all.
                  - key: app.double
                    name: Double
                    every: 1m
                    formula: 2*last(//app.share)
                    description: Twice.
                groups:
                """);
        assertThat(small(texts).calculated())
                .extracting(CalculatedItem::key, CalculatedItem::formula)
                .containsExactly(
                        tuple(
                                "app.share",
                                "sum(last_foreach(//meldkamer.get[app.count,,*]))/last(//meldkamer.get[app.total])"),
                        tuple("app.double", "2*last(//app.share)"));
    }

    @Test
    void theNameAndTheDescriptionSayHowTheValuesCome() {
        Template template = declared.by(Via.AGENT2).template();
        assertThat(template.name()).isEqualTo("Verenigingen by Zabbix agent 2");
        assertThat(template.overview())
                .startsWith("Business monitoring")
                .contains("meldkamer-agent2")
                .doesNotContain("pushed");
    }

    @Test
    void itIsMadeOfTheDeclaredCatalogueOnly() {
        Catalogue agent = declared.by(Via.AGENT);
        assertThat(agent.by(Via.AGENT)).isSameAs(agent);
        assertThat(declared.by(Via.TRAPPER)).isSameAs(declared);
        assertThatThrownBy(() -> agent.by(Via.AGENT2)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "AGENT2"})
    void whatPeopleSeeIsTheSameInEveryTemplate(Via via) {
        Catalogue pulled = declared.by(via);
        assertThat(names(pulled)).isEqualTo(names(declared));
        assertThat(pulled.dashboards().stream().map(Dashboard::name))
                .isEqualTo(declared.dashboards().stream().map(Dashboard::name).toList());
        assertThat(pulled.macros()).isEqualTo(declared.macros());
        assertThat(pulled.services()).isEqualTo(declared.services());
    }

    private static List<List<String>> names(Catalogue catalogue) {
        return catalogue
                .metrics()
                .map(item -> Stream.concat(
                                Stream.of(item.name()), item.triggers().stream().map(Trigger::name))
                        .toList())
                .toList();
    }

    @Test
    void everyReferenceOfThePulledCatalogueIsToAnItemOfIt() {
        Catalogue pulled = declared.by(Via.AGENT);
        Set<String> keys = pulled.metrics().map(Metric::key).collect(toSet());
        Set<String> names =
                keys.stream().map(key -> key.replaceAll("\\{#[^}]*}", "*")).collect(toSet());
        Set<String> read = new HashSet<>();
        pulled.metrics()
                .forEach(item -> item.triggers()
                        .forEach(trigger -> read.addAll(TriggerExpression.parse(trigger.problem(), item.key())
                                .keys())));
        pulled.calculated()
                .forEach(item -> read.addAll(
                        TriggerExpression.parseFormula(item.formula()).keys()));
        assertThat(read).isNotEmpty().allMatch(key -> keys.contains(key) || names.contains(key));
    }

    @Test
    void byJmxTheAttributesOfBeansAreAskedFor() {
        Catalogue own = Catalogues.builtIn("meldkamer").by(Via.JMX);
        assertThat(own.metrics().map(Metric::key))
                .contains(
                        "jmx[\"nl.meldkamer:type=Spool\",Dropped]",
                        "jmx[\"nl.meldkamer:type=Collection,group={#JMXGROUP}\",Status]")
                .doesNotHaveDuplicates();
        assertThat(own.groups().stream().flatMap(group -> group.discovery().stream()))
                .extracting(Discovery::key)
                .contains("jmx.discovery[beans,\"nl.meldkamer:type=Collection,group=*\"]");
        assertThat(xml(own)).contains("<type>JMX</type>").contains("<username>{$MELDKAMER.JMX.USER}</username>");
    }

    @Test
    void aCatalogueIsReadByJmxOrNotAtAll() {
        assertThatThrownBy(() -> declared.by(Via.JMX)).hasMessageEndingWith("is not read by JMX");
        Catalogue own = Catalogues.builtIn("meldkamer");
        for (Via via : List.of(Via.TRAPPER, Via.AGENT, Via.AGENT2))
            assertThatThrownBy(() -> own.by(via)).hasMessageEndingWith("is read by JMX only: choose jmx");
    }

    @Test
    void noUuidIsThatOfAnotherTemplate() {
        Set<String> all = new HashSet<>();
        int count = 0;
        for (Via via : List.of(Via.TRAPPER, Via.AGENT, Via.AGENT2)) {
            List<String> uuids = UUID.matcher(xml(declared.by(via)))
                    .results()
                    .map(match -> match.group(1))
                    .filter(uuid -> !uuid.equals("a571c0d144b14fd4a87a9d9b2aa9fcd6"))
                    .toList();
            count += uuids.size();
            all.addAll(uuids);
        }
        assertThat(all).hasSize(count);
    }
}

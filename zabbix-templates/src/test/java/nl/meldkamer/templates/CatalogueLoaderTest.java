package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueLoaderTest {

    private static final String TOTAL = "groups[0].items[0].";
    private static final String TEXT = "groups[0].items[1].";
    private static final String COUNT = "groups[0].items[2].";
    private static final String TRIGGER = TOTAL + "triggers[0].";
    private static final String PROTOTYPE = COUNT + "triggers[0].";
    private static final String WIDGET = "dashboards[0].pages[0].widgets";

    @Test
    void readsEveryPartOfACatalogue() {
        Catalogue catalogue = CatalogueLoader.load(Documents.SMALL);

        assertThat(catalogue.template().name()).isEqualTo("App by Zabbix trapper");
        assertThat(catalogue.macros()).extracting(Macro::value).containsExactly("10", "20");
        assertThat(catalogue.valueMaps().get(0).mappings()).containsEntry("1", "Up");
        assertThat(catalogue.dashboards().get(0).pages().get(0).widgets()).hasSize(4);
        Group group = catalogue.groups().get(0);
        assertThat(group.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(group.discovery().orElseThrow().known()).containsEntry("state", List.of("Active", "Gone"));
        assertThat(group.plainItems()).extracting(Item::key).containsExactly("app.total", "app.text");
        assertThat(group.prototypes()).extracting(Item::key).containsExactly("app.count[{#STATUS}]");
    }

    @Test
    void anItemCanSeeTheRowsOfUnknownOptionsOnly() {
        Map<String, String> texts = Documents.with("where: {state: Active}", "not-known: state");
        Item total = CatalogueLoader.load(texts).groups().get(0).items().get(0);
        assertThat(total.whereNot()).containsOnly(Map.entry("state", List.of("Active", "Gone")));
    }

    @Test
    void itemsHaveUsualStorageAndTheTagsOfTheirGroup() {
        List<Item> items = CatalogueLoader.load(Documents.SMALL).groups().get(0).items();

        assertThat(items.get(0).history()).isEqualTo(Duration.ofDays(30));
        assertThat(items.get(0).trends()).isEqualTo(Duration.ofDays(1825));
        assertThat(items.get(1).trends()).isEqualTo(Duration.ZERO);
        assertThat(items).allSatisfy(item -> assertThat(item.tags()).containsExactly(new Tag("component", "app")));
    }

    @Test
    void aTriggerIsNamedInItsEventUnlessItSaysOtherwise() {
        Trigger trigger = trigger(Documents.SMALL);
        assertThat(trigger.eventName()).isEqualTo("Too many");
        assertThat(trigger.recovery()).contains("max(5m)<=0.8*{$APP.MAX}");
        assertThat(trigger(Documents.with("name: Too many\n", "name: Too many\n            event-name: Beyond\n"))
                        .eventName())
                .isEqualTo("Beyond");
    }

    @ParameterizedTest
    @MethodSource
    void readsEveryKindOfCollection(String collect, Collect expected) {
        String groups = """
                groups:
                  - group: g
                    source: s
                    every: 30s
                    description: d
                    collect: %s
                    items: [{key: k, name: n, value: count(), type: unsigned}]
                """.formatted(collect);
        Map<String, String> texts = Map.of("g.yaml", "template: {name: T, group: G}\n" + groups);
        assertThat(CatalogueLoader.load(texts).groups().get(0).collect()).isEqualTo(expected);
    }

    static Stream<Arguments> readsEveryKindOfCollection() {
        return Stream.of(
                arguments("{rq: queues}", new Collect.Rq()),
                arguments("{redis: info}", new Collect.RedisInfo()),
                arguments("{ping: server}", new Collect.Ping()),
                arguments("{host: file-systems}", new Collect.Host(Collect.Host.Part.FILE_SYSTEMS)),
                arguments("{audit: store}", new Collect.Audit(AuditAspect.STORE)),
                arguments("{collector: delivery}", new Collect.Collector(Collect.Collector.Topic.DELIVERY)),
                arguments("{sql: SELECT 1 AS n}", new Collect.Sql(Map.of("", "SELECT 1 AS n"))),
                arguments(
                        "{sql: {mariadb: SELECT 1 AS n, postgresql: SELECT 2 AS n}}",
                        new Collect.Sql(Map.of("mariadb", "SELECT 1 AS n", "postgresql", "SELECT 2 AS n"))));
    }

    /** Each case changes one thing; the fault must be the only one, and stand where the change stands. */
    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource
    void namesEachFaultWithFileLineKeyAndWhatToDo(String text, String changed, String path, String message) {
        Map<String, String> texts = Documents.with(text, changed);

        InvalidDocumentException thrown =
                catchThrowableOfType(InvalidDocumentException.class, () -> CatalogueLoader.load(texts));

        assertThat(thrown).as("no fault was found").isNotNull();
        String file = texts.get(Documents.FILE).contains(changed) ? Documents.FILE : Documents.TEMPLATE_FILE;
        assertThat(thrown.problems())
                .extracting(Problem::toString)
                .containsExactly(file + ":" + line(texts.get(file), changed) + ": " + path + ": " + message);
    }

    static Stream<Arguments> namesEachFaultWithFileLineKeyAndWhatToDo() {
        return Stream.of(groupFaults(), itemFaults(), triggerFaults(), dashboardFaults(), otherFaults())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> groupFaults() {
        String collect = "groups[0].collect";
        String discovery = "groups[0].discovery.";
        return Stream.of(
                arguments(
                        "group: app.status",
                        "group: App!",
                        "groups[0].group",
                        "'App!' must be of a-z, 0-9, '_', '.', '-'"),
                arguments("every: 1m", "every: 1s", "groups[0].every", "an interval is from 5s to 1d"),
                arguments("every: 1m", "every: 2d", "groups[0].every", "an interval is from 5s to 1d"),
                arguments(
                        "every: 1m",
                        "every: soon",
                        "groups[0].every",
                        "'soon' is not a duration such as 30s, 5m, 1h or 7d"),
                arguments(
                        ":t_24h",
                        ":t_24x",
                        collect,
                        "unknown parameter ':t_24x'; expected the like of " + SqlText.PARAMETERS),
                arguments("sql: SELECT", "sql: DELETE FROM x; SELECT", collect, "a query starts with SELECT or WITH"),
                arguments(
                        "MAX(\"title\") AS title",
                        "MAX(\"title\") AS title, \"Owner\"",
                        collect,
                        "column 'Owner' must be lower case, as PostgreSQL folds names; give an alias"),
                arguments(
                        "MAX(\"title\") AS title",
                        "MAX(\"title\") AS title, *",
                        collect,
                        "a query names its columns instead of '*'"),
                arguments(
                        "\"{#STATUS}\": state}",
                        "\"{#STATUS}\": state, \"{$X}\": state}",
                        discovery + "macros",
                        "'{$X}' is not a macro of a discovery; expected {#NAME}"),
                arguments(
                        "known: {state: [Active, Gone]}",
                        "known: {stat: [Active], state: [Gone]}",
                        discovery + "known",
                        "column 'stat' fills no macro; did you mean 'state'?"),
                arguments(
                        "known: {state: [Active, Gone]}",
                        "known: {state: []}",
                        discovery + "known",
                        "column 'state' needs at least one option"),
                arguments("key: app.status.discovery", "key: app status", discovery + "key", keyFault("app status")));
    }

    private static Stream<Arguments> itemFaults() {
        return Stream.of(
                arguments(
                        "name: Titles\n",
                        "name: 'Total'\n",
                        TEXT + "name",
                        "item name 'Total' is declared already at app.yaml:15; choose another"),
                arguments(
                        "value: n\n",
                        "value: m\n",
                        COUNT + "value",
                        "the query gives no column 'm'; did you mean 'n'?"),
                arguments(
                        "value: n\n",
                        "value: summ(n)\n",
                        COUNT + "value",
                        "at 1 of 'summ(n)': unknown function 'summ'; did you mean 'sum'?"),
                arguments(
                        "where: {state: Active}",
                        "where: {stat: Active}",
                        TOTAL + "where",
                        "the query gives no column 'stat'; did you mean 'state'?"),
                arguments(
                        "value: n\n",
                        "value: n\n        where: {state: Active}\n",
                        COUNT + "where",
                        "an item of a discovery sees its own row only; leave 'where' out"),
                arguments(
                        "where: {state: Active}",
                        "not-known: stat",
                        TOTAL + "not-known",
                        "the discovery lists no options of 'stat'; list them under 'known'"),
                arguments(
                        "value: n\n",
                        "value: n\n        not-known: state\n",
                        COUNT + "not-known",
                        "an item of a discovery sees its own row only; leave 'not-known' out"),
                arguments("type: text", "type: txt", TEXT + "type", "'txt' is not known; did you mean 'text'?"),
                arguments(
                        "type: text",
                        "type: text\n        units: B",
                        TEXT + "units",
                        "text has no units; leave the key out"),
                arguments(
                        "type: text",
                        "type: text\n        trends: 5d",
                        TEXT + "trends",
                        "text has no trends; leave the key out"),
                arguments(
                        "type: text",
                        "type: text\n        value-map: State",
                        TEXT + "value-map",
                        "long text has no value map; leave the key out or use type char"),
                arguments(
                        "value-map: State",
                        "value-map: Stat",
                        TOTAL + "value-map",
                        "value map 'Stat' does not exist; did you mean 'State'?"),
                arguments(
                        "type: text", "type: text\n        history: 10m", TEXT + "history", "is kept from 1h to 9125d"),
                arguments(
                        "value-map: State", "trends: 1h", TOTAL + "trends", "are kept from 1d to 9125d, or 0 for none"),
                arguments(
                        "name: \"Number of {#STATUS}\"",
                        "name: \"Number of {#STATE}\"",
                        COUNT + "name",
                        "the discovery has no macro {#STATE}; did you mean '{#STATUS}'?"),
                arguments(
                        "name: Titles\n",
                        "name: Titles {#STATUS}\n",
                        TEXT + "name",
                        "{#STATUS} has no meaning, as the item's key holds no macro"),
                arguments(
                        "value-map: State",
                        "valuemap: State",
                        TOTAL + "valuemap",
                        "unknown key 'valuemap'; did you mean 'value-map'?"),
                arguments(
                        "name: Titles\n",
                        "name: \"a\\u0007b\"\n",
                        TEXT + "name",
                        "holds a control character; only line ends and tabs may be"));
    }

    private static Stream<Arguments> triggerFaults() {
        return Stream.of(
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: min(5m)>{$APP.MIN}",
                        TRIGGER + "problem",
                        "macro '{$APP.MIN}' does not exist; did you mean '{$APP.MAX}'?"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: mim(5m)>1",
                        TRIGGER + "problem",
                        "unknown function 'mim'; did you mean 'min'?"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: (min(5m)>1",
                        TRIGGER + "problem",
                        "a ')' is missing at the end"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: min(5m))>1",
                        TRIGGER + "problem",
                        "the ')' at 8 closes nothing"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: 1>0",
                        TRIGGER + "problem",
                        "reads no item; a history function is expected"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: last(//app.totl)>1",
                        TRIGGER + "problem",
                        "item 'app.totl' does not exist; did you mean 'app.total'?"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: last(/host/app.total)>1",
                        TRIGGER + "problem",
                        "an item is written //key, at 6"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: last(//)>1",
                        TRIGGER + "problem",
                        "an item key is expected at 8"),
                arguments(
                        "problem: min(5m)>{$APP.MAX}",
                        "problem: max(//app.text,5m)>1",
                        TRIGGER + "problem",
                        "max needs numbers, and 'app.text' is text; use last, find or count"),
                arguments(
                        "recovery: max(5m)<=0.8*{$APP.MAX}",
                        "recovery: maxx(5m)<1",
                        TRIGGER + "recovery",
                        "unknown function 'maxx'; did you mean 'max'?"),
                arguments(
                        "problem: 'last()>{$APP.MAX:\"{#STATUS}\"}'",
                        "problem: last(//app.total)>1",
                        PROTOTYPE + "problem",
                        "reads no item of the discovery; at least one is needed"),
                arguments(
                        "severity: high",
                        "severity: hgh",
                        TRIGGER + "severity",
                        "'hgh' is not known; did you mean 'high'?"),
                arguments(
                        "depends: Too many",
                        "depends: Too mny",
                        PROTOTYPE + "depends",
                        "trigger 'Too mny' does not exist; did you mean 'Too many'?"),
                arguments(
                        "depends: Too many",
                        "depends: \"Too many of {#STATUS}\"",
                        PROTOTYPE + "depends",
                        "goes round in a circle: Too many of {#STATUS} -> Too many of {#STATUS}"));
    }

    private static Stream<Arguments> dashboardFaults() {
        String each = "graph-prototype: [\"app.count[{#STATUS}]\"]";
        return Stream.of(
                arguments(
                        "item: app.total, name",
                        "item: app.totals, name",
                        WIDGET + "[0].item",
                        "item 'app.totals' does not exist; did you mean 'app.total'?"),
                arguments(
                        "item: app.total, name",
                        "item: \"app.count[{#STATUS}]\", name",
                        WIDGET + "[0].item",
                        "'app.count[{#STATUS}]' exists once for each entity; use 'graph-prototype'"),
                arguments(
                        "graph: [app.total]",
                        "graph: [app.text]",
                        WIDGET + "[2].graph",
                        "'app.text' is text and has no graph; use 'text'"),
                arguments("graph: [app.total]", "graph: []", WIDGET + "[2].graph", "at least one item key is expected"),
                arguments(
                        each,
                        "graph-prototype: [app.total]",
                        WIDGET + "[3].graph-prototype",
                        "'app.total' exists once; use 'graph'"),
                arguments(each, each + ", columns: 0", WIDGET + "[3].columns", "is from 1 to 24"),
                arguments("text: [app.text]", "text: [app.text], lines: 101", WIDGET + "[1].lines", "is from 1 to 100"),
                arguments(
                        "x: 12, y: 0, width: 12",
                        "x: 11, y: 0, width: 12",
                        WIDGET + "[1].area",
                        "lies over 'Total'; move it"),
                arguments(
                        "x: 12, y: 0, width: 12",
                        "x: 13, y: 0, width: 12",
                        WIDGET + "[1].area",
                        "x and width must lie within 24 columns"),
                arguments(
                        "name: Total, area: {x: 0, y: 0, width: 12, height: 3}",
                        "name: Total, area: {x: 0, y: 0, width: 12, height: 1}",
                        WIDGET + "[0].area",
                        "height is from 2 to 32"),
                arguments(
                        "name: Each, area: {x: 12, y: 3,",
                        "name: Each, area: {x: 12, y: 60,",
                        WIDGET + "[3].area",
                        "y and height must lie within 64 rows"),
                arguments(
                        "name: Each, area",
                        "name: 'All', area",
                        WIDGET + "[3].name",
                        "graph 'All' is declared already at app.yaml:47; choose another"));
    }

    private static Stream<Arguments> otherFaults() {
        return Stream.of(
                arguments(
                        "macro: '{$APP.MAX:\"Active\"}'",
                        "macro: '{$APP.MAX}'",
                        "macros[1].macro",
                        "macro '{$APP.MAX}' is declared already at template.yaml:7; choose another"),
                arguments(
                        "mappings: {\"0\": Down, \"1\": Up}",
                        "mappings: {}",
                        "value-maps[0].mappings",
                        "a mapping of value: meaning is expected"),
                arguments(
                        "tags: {class: software}",
                        "tag: {class: software}",
                        "template.tag",
                        "unknown key 'tag'; did you mean 'tags'?"));
    }

    @Test
    void findsAllFaultsAtOnceAndEachOnce() {
        Map<String, String> texts = Documents.with("every: 1m", "every: never");
        texts.replaceAll((name, text) -> text.replace("severity: high", "severity: loud")
                .replace("value-map: State", "value-map: Stat")
                .replace("{macro: \"{$APP.MAX}\"", "{macro: \"{$app.max}\""));

        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .isInstanceOf(InvalidDocumentException.class)
                .extracting(thrown -> ((InvalidDocumentException) thrown)
                        .problems().stream().map(problem -> problem.path()).toList())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("groups[0].every", TRIGGER + "severity", TOTAL + "value-map", "macros[0].macro")
                .doesNotHaveDuplicates();
    }

    @Test
    void dependenciesOfSeveralTriggersMustNotGoRound() {
        Map<String, String> texts = Documents.with(
                "            tags: {scope: notice}\n",
                "            depends: Worse\n          - {name: Worse, severity: high, problem: last()>9, depends: Too many}\n");

        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .hasMessageContaining("triggers[0].depends: goes round in a circle: Too many -> Worse -> Too many")
                .hasMessageContaining("triggers[1].depends: goes round in a circle: Worse -> Too many -> Worse");
    }

    @Test
    void aTriggerThatExistsOnceCannotDependOnOneOfADiscovery() {
        Map<String, String> texts = Documents.with("            depends: Too many\n", "");
        texts.replaceAll((name, text) -> text.replace(
                "            tags: {scope: notice}\n", "            depends: \"Too many of {#STATUS}\"\n"));

        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .hasMessageContaining(
                        "trigger 'Too many of {#STATUS}' belongs to another discovery; depend on one that exists once");
    }

    @Test
    void aTriggerThatExistsOnceCannotReadAnItemOfADiscovery() {
        assertThatThrownBy(() -> CatalogueLoader.load(
                        Documents.with("problem: min(5m)>{$APP.MAX}", "problem: 'last(//app.count[{#STATUS}])>1'")))
                .hasMessageContaining(
                        "item 'app.count[{#STATUS}]' belongs to another discovery; read one that exists once");
    }

    @Test
    void anItemWithAMacroNeedsADiscovery() {
        Map<String, String> texts = Documents.with("""
                    discovery:
                      key: app.status.discovery
                      name: Statuses
                      macros: {"{#STATUS}": state}
                      known: {state: [Active, Gone]}
                """, "");
        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .hasMessageContaining(COUNT + "key: {#STATUS} needs a discovery; add the key 'discovery' to the group");
    }

    @Test
    void aMacroOfADiscoveryNeedsAColumnAndItsOptionsIfOthersHaveThem() {
        Map<String, String> texts = Documents.with("\"{#STATUS}\": state}", "\"{#STATUS}\": state, \"{#T}\": titl}");
        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .hasMessageContaining(
                        "app.yaml:12: groups[0].discovery.macros: the query gives no column 'titl'; did you mean 'title'?")
                .hasMessageContaining("the options of every column are needed, or of none: state, titl");
    }

    @Test
    void aDiscoveryAndAnItemMustNotHaveTheSameKey() {
        assertThatThrownBy(() -> CatalogueLoader.load(Documents.with("key: app.status.discovery", "key: app.total")))
                .hasMessage("app.yaml:15: groups[0].items[0].key: key 'app.total' is declared already at app.yaml:10;"
                        + " choose another");
    }

    @Test
    void anItemNeedsAKeyThatZabbixTakes() {
        assertThatThrownBy(() -> CatalogueLoader.load(Documents.with("key: app.text\n", "key: app.text[\n")))
                .hasMessageContaining("app.yaml:28: " + TEXT + "key: " + keyFault("app.text["));
    }

    @Test
    void aDiscoveryNeedsAnItem() {
        assertThatThrownBy(() -> CatalogueLoader.load(Documents.with("key: app.count[{#STATUS}]", "key: app.count")))
                .hasMessageContaining("groups[0].discovery: a discovery needs an item whose key holds {#STATUS}");
    }

    @Test
    void namesEachMissingKey() {
        Map<String, String> texts = Map.of(
                "a.yaml",
                "template: {}\ngroups: [{items: [{triggers: [{}]}]}]\nmacros: [{}]\nvalue-maps: [{}]\ndashboards: [{pages: [{widgets: [{}]}]}]\n");

        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .message()
                .contains(
                        "a.yaml:1: template: key 'name' is missing",
                        "a.yaml:1: template: key 'group' is missing",
                        "a.yaml:2: groups[0]: key 'group' is missing",
                        "a.yaml:2: groups[0]: key 'source' is missing",
                        "a.yaml:2: groups[0]: key 'every' is missing",
                        "a.yaml:2: groups[0].collect: is one of the keys sql, rq, redis, ping, host, collector",
                        "a.yaml:2: groups[0].items[0]: key 'key' is missing",
                        "a.yaml:2: groups[0].items[0]: key 'value' is missing",
                        "a.yaml:2: groups[0].items[0]: key 'type' is missing",
                        "a.yaml:2: groups[0].items[0].triggers[0]: key 'severity' is missing",
                        "a.yaml:2: groups[0].items[0].triggers[0]: key 'problem' is missing",
                        "a.yaml:3: macros[0]: key 'macro' is missing",
                        "a.yaml:4: value-maps[0].mappings: a mapping of value: meaning is expected",
                        "a.yaml:5: dashboards[0].pages[0].widgets[0]: a widget has one of the keys item, graph, graph-prototype, text",
                        "a.yaml:5: dashboards[0].pages[0].widgets[0].area: key 'width' is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {count: {doctype: D, columns: {n: status likes x}}}        | likes x' is no filter
            {count: {doctype: D, columns: {n: status is empty}}}       | a field is 'set' or 'not set', not 'empty'
            {count: {doctype: D, columns: {n: 'creation > :once'}}}    | unknown parameter ':once'
            {count: {doctype: D, columns: {m: []}}}                    | the query gives no column 'm'
            {count: {doctype: D, by: {dim: status}, columns: {n: []}}} | are those of the field that 'by' names
            {count: {doctype: D, columns: {n: []}}}                    | would be made up from 'oldest', which 'rest' does not give
            """)
    void whatStandsInForAQueryIsChecked(String rest, String message) {
        String group = """
                template: {name: T, group: G}
                groups:
                  - group: g
                    source: s
                    every: 30s
                    description: d
                    collect:
                      sql: SELECT status AS dim, COUNT(*) AS n, MIN(creation) AS oldest FROM x
                      rest: %s
                    items: [{key: k, name: n, value: "coalesce(age(oldest), 0)", type: unsigned}]
                """.formatted(rest);
        assertThatThrownBy(() -> CatalogueLoader.load(Map.of("a.yaml", group))).hasMessageContaining(message);
    }

    @Test
    void aCatalogueNeedsATemplateAndAGroup() {
        assertThatThrownBy(() -> CatalogueLoader.load(Map.of("a.yaml", "macros: []\n")))
                .hasMessage("a.yaml:1: no file holds the key 'template'; add one\n"
                        + "a.yaml:1: no file holds the key 'groups'; add one");
    }

    @Test
    void aSecondTemplateIsAFault() {
        Map<String, String> texts = Documents.with("groups:\n", "template: {name: B, group: C}\ngroups:\n");
        assertThatThrownBy(() -> CatalogueLoader.load(texts))
                .hasMessage("app.yaml:1: template: a catalogue has one template; the first is at template.yaml:2");
    }

    @Test
    void readsADirectoryByName(@TempDir Path directory) throws IOException {
        for (Map.Entry<String, String> text : Documents.SMALL.entrySet())
            Files.writeString(directory.resolve(text.getKey()), text.getValue());
        Files.writeString(directory.resolve("notes.txt"), "not: [yaml");

        assertThat(CatalogueLoader.load(directory).groups())
                .extracting(Group::name)
                .containsExactly("app.status");
    }

    @Test
    void aFaultInADirectoryNamesTheFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), "template: [");
        assertThatThrownBy(() -> CatalogueLoader.load(directory))
                .hasMessageContaining(directory.resolve("a.yaml") + ":1: is not valid YAML");
    }

    @Test
    void anEmptyOrMissingDirectoryIsAFault(@TempDir Path directory) {
        assertThatThrownBy(() -> CatalogueLoader.load(directory)).hasMessage(directory + ":1: holds no file *.yaml");
        assertThatThrownBy(() -> CatalogueLoader.load(directory.resolve("none")))
                .hasMessageContaining("none:1: cannot be listed");
    }

    private static Trigger trigger(Map<String, String> texts) {
        return CatalogueLoader.load(texts)
                .groups()
                .get(0)
                .items()
                .get(0)
                .triggers()
                .get(0);
    }

    private static String keyFault(String key) {
        return "'" + key + "' is not a Zabbix key; expected letters, digits, '_', '-', '.',"
                + " then parameters in [ ] if any, separated by commas";
    }

    /** The line of the last line of the change that holds more than blanks. */
    private static int line(String text, String changed) {
        String upTo = text.substring(
                0, text.indexOf(changed) + changed.stripTrailing().length());
        return (int) upTo.lines().count();
    }
}

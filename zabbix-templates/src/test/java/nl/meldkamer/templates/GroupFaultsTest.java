package nl.meldkamer.templates;

import static nl.meldkamer.templates.Faults.COUNT;
import static nl.meldkamer.templates.Faults.TEXT;
import static nl.meldkamer.templates.Faults.TOTAL;
import static nl.meldkamer.templates.Faults.keyFault;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in groups: their queries, discoveries and items. */
class GroupFaultsTest {

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource({"groupFaults", "itemFaults"})
    void namesEachFaultWithFileLineKeyAndWhatToDo(String text, String changed, String path, String message) {
        Faults.assertOnly(text, changed, path, message);
    }

    static Stream<Arguments> groupFaults() {
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

    static Stream<Arguments> itemFaults() {
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
}

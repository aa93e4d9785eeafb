package nl.meldkamer.templates;

import static nl.meldkamer.templates.Faults.TOTAL;
import static nl.meldkamer.templates.Faults.TRIGGER;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of a whole catalogue. */
class CatalogueFaultsTest {

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("otherFaults")
    void namesEachFaultWithFileLineKeyAndWhatToDo(String text, String changed, String path, String message) {
        Faults.assertOnly(text, changed, path, message);
    }

    static Stream<Arguments> otherFaults() {
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
}

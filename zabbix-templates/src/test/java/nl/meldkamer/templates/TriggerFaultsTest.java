package nl.meldkamer.templates;

import static nl.meldkamer.templates.Faults.PROTOTYPE;
import static nl.meldkamer.templates.Faults.TRIGGER;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in triggers. */
class TriggerFaultsTest {

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("triggerFaults")
    void namesEachFaultWithFileLineKeyAndWhatToDo(String text, String changed, String path, String message) {
        Faults.assertOnly(text, changed, path, message);
    }

    static Stream<Arguments> triggerFaults() {
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
}

package nl.meldkamer.templates;

import static nl.meldkamer.templates.Faults.WIDGET;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in dashboards. */
class DashboardFaultsTest {

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("dashboardFaults")
    void namesEachFaultWithFileLineKeyAndWhatToDo(String text, String changed, String path, String message) {
        Faults.assertOnly(text, changed, path, message);
    }

    static Stream<Arguments> dashboardFaults() {
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
}

package nl.meldkamer.templates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.Draft.PagePart;
import nl.meldkamer.templates.Draft.WidgetPart;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks the dashboards: what widgets show exists, and they lie side by side on the grid. */
final class DashboardChecks {

    static final int COLUMNS = 24;
    private static final int ROWS = 64;
    private static final int LEAST_HEIGHT = 2;
    private static final int GREATEST_HEIGHT = 32;
    private static final int MOST_LINES = 100;

    private final Draft draft;
    private final Map<String, ItemPart> items = new HashMap<>();
    private final Names dashboards = new Names("dashboard");
    private final Names graphs = new Names("graph");

    DashboardChecks(Draft draft) {
        this.draft = draft;
    }

    void run() {
        draft.items.forEach(part -> items.putIfAbsent(part.item().key(), part));
        draft.dashboards.forEach(part -> dashboards.declare(part.value().name(), part.at(), "name"));
        for (PagePart page : draft.pages) {
            page.widgets().forEach(this::widget);
            overlaps(page.widgets());
        }
    }

    private void widget(WidgetPart part) {
        area(part.widget().area(), part.at());
        if (part.widget() instanceof Dashboard.Widget.ItemValue value)
            plain(List.of(value.itemKey()), "item", part.at());
        if (part.widget() instanceof Dashboard.Widget.PlainText text) text(text, part.at());
        if (part.widget() instanceof Dashboard.Widget.Problems problems) problems(problems, part.at());
        if (part.widget() instanceof Dashboard.Widget.Graph graph) graph(graph, part.at());
        if (part.widget() instanceof Dashboard.Widget.GraphPrototype graph) graphPrototype(graph, part.at());
    }

    private static void area(Dashboard.Area area, YamlMapping at) {
        if (area.x() < 0 || area.width() < 1 || (long) area.x() + area.width() > COLUMNS)
            at.problem("area", "x and width must lie within " + COLUMNS + " columns");
        if (area.y() < 0 || (long) area.y() + area.height() > ROWS)
            at.problem("area", "y and height must lie within " + ROWS + " rows");
        if (area.height() < LEAST_HEIGHT || area.height() > GREATEST_HEIGHT)
            at.problem("area", "height is from " + LEAST_HEIGHT + " to " + GREATEST_HEIGHT);
    }

    private void text(Dashboard.Widget.PlainText text, YamlMapping at) {
        plain(text.itemKeys(), "text", at);
        lines(text.lines(), at);
    }

    private static void lines(int lines, YamlMapping at) {
        if (lines < 1 || lines > MOST_LINES) at.problem("lines", "is from 1 to " + MOST_LINES);
    }

    private void problems(Dashboard.Widget.Problems problems, YamlMapping at) {
        plain(problems.otherwise(), "problems", at);
        lines(problems.lines(), at);
    }

    private void graph(Dashboard.Widget.Graph graph, YamlMapping at) {
        graphs.declare(graph.name(), at, "name");
        plain(graph.itemKeys(), "graph", at);
        numeric(graph.itemKeys(), "graph", at);
    }

    private void graphPrototype(Dashboard.Widget.GraphPrototype graph, YamlMapping at) {
        graphs.declare(graph.name(), at, "name");
        exist(graph.prototypeKeys(), "graph-prototype", at);
        numeric(graph.prototypeKeys(), "graph-prototype", at);
        Set<String> groups = new TreeSet<>();
        for (String key : graph.prototypeKeys()) {
            ItemPart part = items.get(key);
            if (part == null) continue;
            if (part.item().isPrototype()) part.group().ifPresent(group -> groups.add(group.name()));
            else at.problem("graph-prototype", "'" + key + "' exists once; use 'graph'");
        }
        if (groups.size() > 1)
            at.problem(
                    "graph-prototype",
                    "the items are of several discoveries: " + String.join(", ", groups) + "; use one");
        if (graph.columns() < 1 || graph.columns() > COLUMNS) at.problem("columns", "is from 1 to " + COLUMNS);
        if (graph.rows() < 1 || graph.rows() > ROWS) at.problem("rows", "is from 1 to " + ROWS);
    }

    private void plain(List<String> keys, String kind, YamlMapping at) {
        exist(keys, kind, at);
        for (String key : keys)
            if (items.containsKey(key) && key.contains("{#"))
                at.problem(kind, "'" + key + "' exists once for each entity; use 'graph-prototype'");
    }

    private void exist(List<String> keys, String kind, YamlMapping at) {
        if (keys.isEmpty()) at.problem(kind, "at least one item key is expected");
        for (String key : keys)
            if (!items.containsKey(key))
                at.problem(kind, "item '" + key + "' does not exist" + Suggestion.hint(key, items.keySet()));
    }

    private void numeric(List<String> keys, String kind, YamlMapping at) {
        for (String key : keys) {
            ItemPart part = items.get(key);
            if (part != null && !part.item().type().isNumeric())
                at.problem(kind, "'" + key + "' is text and has no graph; use 'text'");
        }
    }

    private static void overlaps(List<WidgetPart> widgets) {
        for (int i = 0; i < widgets.size(); i++)
            for (WidgetPart other : widgets.subList(0, i))
                if (overlap(widgets.get(i).widget().area(), other.widget().area()))
                    widgets.get(i)
                            .at()
                            .problem("area", "lies over '" + other.widget().name() + "'; move it");
    }

    private static boolean overlap(Dashboard.Area one, Dashboard.Area other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}

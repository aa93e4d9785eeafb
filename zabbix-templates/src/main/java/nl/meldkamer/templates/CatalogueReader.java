package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.templates.Draft.PagePart;
import nl.meldkamer.templates.Draft.Part;
import nl.meldkamer.templates.Draft.WidgetPart;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads documents into a draft, one after the other; faults of form go to the documents' problems. */
final class CatalogueReader {

    private static final List<String> WIDGET_KINDS = List.of("item", "graph", "graph-prototype", "text", "problems");

    private final Draft draft;

    CatalogueReader(Draft draft) {
        this.draft = draft;
    }

    void read(YamlMapping document) {
        if (document.has("template")) draft.templates.add(template(document.mapping("template")));
        document.mappings("macros").forEach(at -> draft.macros.add(macro(at)));
        document.mappings("value-maps").forEach(at -> draft.valueMaps.add(valueMap(at)));
        document.mappings("groups").forEach(at -> new GroupReader(draft).read(at));
        new CalculatedReader(draft).read(document);
        document.mappings("dashboards").forEach(at -> draft.dashboards.add(dashboard(at)));
        new ServiceReader(draft).read(document);
        document.done();
    }

    private static Part<Template> template(YamlMapping at) {
        List<Tag> tags = GroupReader.tags(at);
        Template template =
                new Template(at.text("name"), at.text("group"), at.text("description", ""), tags, Via.TRAPPER);
        at.done();
        return new Part<>(template, at);
    }

    private static Part<Macro> macro(YamlMapping at) {
        Macro macro = new Macro(at.text("macro"), at.text("value"), at.text("description"));
        at.done();
        return new Part<>(macro, at);
    }

    private static Part<ValueMap> valueMap(YamlMapping at) {
        ValueMap map = new ValueMap(at.text("name"), at.textMap("mappings"));
        if (map.mappings().isEmpty()) at.problem("mappings", "a mapping of value: meaning is expected");
        at.done();
        return new Part<>(map, at);
    }

    private Part<Dashboard> dashboard(YamlMapping at) {
        List<Dashboard.Page> pages =
                at.mappings("pages").stream().map(this::page).toList();
        if (pages.isEmpty()) at.problem("pages", "a dashboard needs at least one page");
        Dashboard dashboard = new Dashboard(at.text("name"), pages);
        at.done();
        return new Part<>(dashboard, at);
    }

    private Dashboard.Page page(YamlMapping at) {
        List<WidgetPart> widgets = new ArrayList<>();
        for (YamlMapping each : at.mappings("widgets")) widgets.add(new WidgetPart(widget(each), each));
        if (widgets.isEmpty()) at.problem("widgets", "a page needs at least one widget");
        draft.pages.add(new PagePart(List.copyOf(widgets), at));
        String name = at.text("name", "");
        at.done();
        return new Dashboard.Page(name, widgets.stream().map(WidgetPart::widget).toList());
    }

    private static Dashboard.Widget widget(YamlMapping at) {
        String name = at.text("name");
        Dashboard.Area area = area(at.mapping("area"));
        Dashboard.Widget widget = widget(at, name, area);
        at.done();
        return widget;
    }

    private static Dashboard.Widget widget(YamlMapping at, String name, Dashboard.Area area) {
        List<String> present = WIDGET_KINDS.stream().filter(at::has).toList();
        if (present.size() != 1) at.problem("a widget has one of the keys " + String.join(", ", WIDGET_KINDS));
        return switch (present.isEmpty() ? "" : present.get(0)) {
            case "graph" -> new Dashboard.Widget.Graph(name, area, at.texts("graph"), at.bool("stacked", false));
            case "graph-prototype" ->
                new Dashboard.Widget.GraphPrototype(
                        name, area, at.texts("graph-prototype"), at.integer("columns", 1), at.integer("rows", 1));
            case "text" -> new Dashboard.Widget.PlainText(name, area, at.texts("text"), at.integer("lines", 1));
            case "problems" -> problems(name, area, at);
            default -> new Dashboard.Widget.ItemValue(name, area, at.text("item", ""));
        };
    }

    private static Dashboard.Widget problems(String name, Dashboard.Area area, YamlMapping at) {
        YamlMapping problems = at.mapping("problems");
        List<String> otherwise = problems.texts("otherwise");
        problems.done();
        return new Dashboard.Widget.Problems(name, area, otherwise, at.integer("lines", 25));
    }

    private static Dashboard.Area area(YamlMapping at) {
        for (String key : List.of("x", "y", "width", "height"))
            if (!at.has(key)) at.problem("key '" + key + "' is missing");
        Dashboard.Area area = new Dashboard.Area(
                at.integer("x", 0), at.integer("y", 0), at.integer("width", 1), at.integer("height", 2));
        at.done();
        return area;
    }
}

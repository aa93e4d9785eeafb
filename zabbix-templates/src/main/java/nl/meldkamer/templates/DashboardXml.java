package nl.meldkamer.templates;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.meldkamer.templates.Dashboard.Widget;

/** Writes dashboards, and the graphs that their widgets show. Pages do not turn by themselves: someone is reading. */
final class DashboardXml {

    /** A widget and the name of its graph, which must differ from the graphs of other templates on the same host. */
    private record Shown<W extends Widget>(W widget, String graph) {}

    /** Zabbix's own palette for graphs. */
    private static final List<String> COLOURS =
            List.of("1A7C11", "F63100", "2774A4", "A54F10", "FC6EA3", "6C59DC", "AC8C14", "611F27");

    private final String template;
    private final Catalogue catalogue;
    private final List<Dashboard> dashboards;
    private final ExportFormat format;
    private final WidgetForm form;

    DashboardXml(Catalogue catalogue, ExportFormat format) {
        this.template = catalogue.template().name();
        this.catalogue = catalogue;
        this.dashboards = catalogue.dashboards();
        this.format = format;
        this.form = WidgetForm.of(format, catalogue);
    }

    Stream<XmlElement> graphs() {
        return shown(Widget.Graph.class).stream().map(this::graph);
    }

    /** The graph prototypes made from the item prototypes of a group. */
    Stream<XmlElement> graphPrototypes(Group group) {
        Set<String> keys = new TreeSet<>();
        catalogue.prototypes(group).forEach(item -> keys.add(item.key()));
        return shown(Widget.GraphPrototype.class).stream()
                .filter(shown -> keys.containsAll(shown.widget().prototypeKeys()))
                .map(this::graphPrototype);
    }

    Stream<XmlElement> dashboards() {
        return dashboards.stream()
                .map(dashboard -> XmlElement.named("dashboard")
                        .text("uuid", Uuids.of(template, "dashboard", dashboard.name()))
                        .text("name", dashboard.name())
                        .text("auto_start", "NO")
                        .list("pages", dashboard.pages().stream().map(page -> page(dashboard, page))));
    }

    private <W extends Widget> List<Shown<W>> shown(Class<W> kind) {
        List<Shown<W>> found = new ArrayList<>();
        for (Dashboard dashboard : dashboards)
            for (Dashboard.Page page : dashboard.pages())
                for (Widget widget : page.widgets())
                    if (kind.isInstance(widget))
                        found.add(new Shown<>(kind.cast(widget), graphName(dashboard, widget)));
        return found;
    }

    /** Of several graphs side by side the title is cut off, so that it begins with what tells them apart. */
    private static String graphName(Dashboard dashboard, Widget widget) {
        if (!(widget instanceof Widget.GraphPrototype graph)) return dashboard.name() + ": " + widget.name();
        Stream<String> macros = graph.prototypeKeys().stream()
                .flatMap(key -> Names.LLD_MACRO.matcher(key).results())
                .map(MatchResult::group)
                .distinct();
        return macros.collect(joining(" ")) + ": " + widget.name() + " (" + dashboard.name() + ")";
    }

    private XmlElement graph(Shown<Widget.Graph> shown) {
        XmlElement xml = XmlElement.named("graph")
                .text("uuid", Uuids.of(template, "graph", shown.graph()))
                .text("name", shown.graph());
        if (shown.widget().stacked()) xml.text("type", "STACKED");
        return xml.list("graph_items", graphItems(shown.widget().itemKeys()));
    }

    private XmlElement graphPrototype(Shown<Widget.GraphPrototype> shown) {
        return XmlElement.named("graph_prototype")
                .text("uuid", Uuids.of(template, "graph prototype", shown.graph()))
                .text("name", shown.graph())
                .list("graph_items", graphItems(shown.widget().prototypeKeys()));
    }

    private Stream<XmlElement> graphItems(List<String> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(index -> XmlElement.named("graph_item")
                        .unless("0", "sortorder", String.valueOf(index))
                        .text("color", COLOURS.get(index % COLOURS.size()))
                        .add(reference("item", "key", keys.get(index))));
    }

    private XmlElement page(Dashboard dashboard, Dashboard.Page page) {
        return XmlElement.named("page").optional("name", page.name()).list("widgets", widgets(dashboard, page));
    }

    private Stream<XmlElement> widgets(Dashboard dashboard, Dashboard.Page page) {
        return page.widgets().stream().sorted(form.order()).map(widget -> widget(dashboard, widget));
    }

    private XmlElement widget(Dashboard dashboard, Widget widget) {
        Dashboard.Area area = widget.area();
        return XmlElement.named("widget")
                .text("type", form.type(widget))
                .text("name", form.title(widget))
                .unless("0", "x", String.valueOf(area.x() * format.columnScale()))
                .unless("0", "y", String.valueOf(area.y()))
                .unless("1", "width", String.valueOf(area.width() * format.columnScale()))
                .unless("2", "height", String.valueOf(area.height()))
                .list("fields", fields(dashboard, widget));
    }

    private Stream<XmlElement> fields(Dashboard dashboard, Widget widget) {
        int index = dashboard.pages().stream()
                .flatMap(page -> page.widgets().stream())
                .toList()
                .indexOf(widget);
        return form.fields(widget, graphName(dashboard, widget), index).stream().map(WidgetField::xml);
    }

    private XmlElement reference(String element, String property, String value) {
        return XmlElement.named(element).text("host", template).text(property, value);
    }
}

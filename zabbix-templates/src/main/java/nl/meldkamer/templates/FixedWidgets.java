package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.meldkamer.templates.Dashboard.Widget;

/** The widgets of Zabbix 6.0. A template dashboard has none for problems; items stand in their place. */
final class FixedWidgets implements WidgetForm {

    private static final int SHOW_GRAPH = 0;
    private static final int SHOW_GRAPH_PROTOTYPE = 2;

    private final String template;
    private final ShownMetrics metrics;

    FixedWidgets(Catalogue catalogue) {
        template = catalogue.template().name();
        metrics = ShownMetrics.of(catalogue);
    }

    @Override
    public Comparator<Widget> order() {
        return Comparator.comparing(this::title, NaturalOrder.INSTANCE);
    }

    @Override
    public String title(Widget widget) {
        return widget instanceof Widget.Problems ? "Last values" : widget.name();
    }

    @Override
    public String type(Widget widget) {
        if (widget instanceof Widget.ItemValue) return "ITEM";
        if (widget instanceof Widget.Graph) return "GRAPH_CLASSIC";
        return widget instanceof Widget.GraphPrototype ? "GRAPH_PROTOTYPE" : "PLAIN_TEXT";
    }

    @Override
    public List<WidgetField> fields(Widget widget, String graph, int index) {
        List<WidgetField> fields = new ArrayList<>();
        if (widget instanceof Widget.ItemValue value) {
            fields.add(WidgetField.number("desc_size", DESCRIPTION_PERCENT));
            SHOWN.forEach(part -> fields.add(WidgetField.number("show", part)));
            WidgetForm.valueSize(widget, metrics.metric(value.itemKey())).forEach(fields::add);
            WidgetForm.changeColors().forEach(fields::add);
            fields.add(item("itemid", value.itemKey()));
        } else if (widget instanceof Widget.PlainText text) {
            plainText(text.itemKeys(), text.lines(), fields);
        } else if (widget instanceof Widget.Problems problems) {
            plainText(problems.otherwise(), problems.lines(), fields);
        } else if (widget instanceof Widget.GraphPrototype prototype) {
            fields.add(WidgetField.number("columns", prototype.columns()));
            fields.add(WidgetField.number("rows", prototype.rows()));
            fields.add(WidgetField.number("source_type", SHOW_GRAPH_PROTOTYPE));
            fields.add(WidgetField.reference("GRAPH_PROTOTYPE", "graphid", template, "name", graph));
        } else {
            fields.add(WidgetField.number("source_type", SHOW_GRAPH));
            fields.add(WidgetField.reference("GRAPH", "graphid", template, "name", graph));
        }
        fields.sort(WidgetField.BY_TYPE);
        return fields;
    }

    private void plainText(List<String> keys, int lines, List<WidgetField> fields) {
        fields.add(WidgetField.number("show_lines", lines));
        keys.forEach(key -> fields.add(item("itemids", key)));
    }

    private WidgetField item(String name, String key) {
        return WidgetField.reference("ITEM", name, template, "key", key);
    }
}

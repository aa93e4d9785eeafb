package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.meldkamer.templates.Dashboard.Widget;

/**
 * The widgets of Zabbix 7.0. Fields with several values are numbered from 0; a widget that others can listen to has a
 * reference of five letters, unique in its dashboard.
 */
final class ModuleWidgets implements WidgetForm {

    private static final int OPERATIONAL_DATA_SEPARATELY = 1;

    private final String template;
    private final ShownMetrics metrics;

    ModuleWidgets(Catalogue catalogue) {
        template = catalogue.template().name();
        metrics = ShownMetrics.of(catalogue);
    }

    @Override
    public Comparator<Widget> order() {
        return Comparator.<Widget>comparingInt(widget -> widget.area().x())
                .thenComparingInt(widget -> widget.area().y());
    }

    @Override
    public String type(Widget widget) {
        if (widget instanceof Widget.ItemValue) return "item";
        if (widget instanceof Widget.PlainText) return "itemhistory";
        if (widget instanceof Widget.Problems) return "problems";
        return widget instanceof Widget.Graph ? "graph" : "graphprototype";
    }

    @Override
    public List<WidgetField> fields(Widget widget, String graph, int index) {
        List<WidgetField> fields = new ArrayList<>();
        if (widget instanceof Widget.ItemValue value) {
            itemValue(value, fields);
        } else {
            fields.add(WidgetField.text("reference", reference(index)));
        }
        if (widget instanceof Widget.PlainText text) itemHistory(text, fields);
        if (widget instanceof Widget.Problems problems) {
            fields.add(WidgetField.number("show_lines", problems.lines()));
            fields.add(WidgetField.number("show_opdata", OPERATIONAL_DATA_SEPARATELY));
        }
        if (widget instanceof Widget.Graph)
            fields.add(WidgetField.reference("GRAPH", "graphid.0", template, "name", graph));
        if (widget instanceof Widget.GraphPrototype prototype) {
            fields.add(WidgetField.number("columns", prototype.columns()));
            fields.add(WidgetField.number("rows", prototype.rows()));
            fields.add(WidgetField.reference("GRAPH_PROTOTYPE", "graphid.0", template, "name", graph));
        }
        fields.sort(WidgetField.BY_NAME);
        return fields;
    }

    private void itemValue(Widget.ItemValue value, List<WidgetField> fields) {
        fields.add(WidgetField.number("desc_size", DESCRIPTION_PERCENT));
        for (int i = 0; i < SHOWN.size(); i++) fields.add(WidgetField.number("show." + i, SHOWN.get(i)));
        WidgetForm.valueSize(value, metrics.metric(value.itemKey())).forEach(fields::add);
        WidgetForm.changeColors().forEach(fields::add);
        // Zabbix 6.0 shows whole numbers as they are.
        if (metrics.metric(value.itemKey()).type() == ValueType.UNSIGNED)
            fields.add(WidgetField.number("decimal_places", 0));
        fields.add(WidgetField.reference("ITEM", "itemid.0", template, "key", value.itemKey()));
    }

    private void itemHistory(Widget.PlainText text, List<WidgetField> fields) {
        for (int i = 0; i < text.itemKeys().size(); i++) {
            String key = text.itemKeys().get(i);
            fields.add(WidgetField.text(
                    "columns." + i + ".name", metrics.metric(key).name()));
            fields.add(WidgetField.reference("ITEM", "columns." + i + ".itemid", template, "key", key));
        }
        fields.add(WidgetField.number("show_lines", text.lines()));
        fields.add(WidgetField.number("show_timestamp", 1));
    }

    private static String reference(int index) {
        char[] letters = "AAAAA".toCharArray();
        int rest = index;
        for (int place = letters.length - 1; rest > 0; place--) {
            letters[place] = (char) ('A' + rest % 26);
            rest /= 26;
        }
        return new String(letters);
    }
}

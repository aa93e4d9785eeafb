package nl.meldkamer.templates;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.templates.Dashboard.Widget;

/** How a version of Zabbix wants a widget: its type, and the fields that say what it shows. */
sealed interface WidgetForm permits FixedWidgets, ModuleWidgets {

    /** What an item widget shows; without the time, which would take the place of a readable description. */
    List<Integer> SHOWN = List.of(1, 2, 4); // description, value, change

    int DESCRIPTION_PERCENT = 10;

    /** Blue grey, of Zabbix's own palette. */
    String NEITHER_GOOD_NOR_BAD = "78909C";

    /** Zabbix shows more in green and less in red; more failures are no good news. */
    static Stream<WidgetField> changeColors() {
        return Stream.of("down_color", "up_color").map(name -> WidgetField.text(name, NEITHER_GOOD_NOR_BAD));
    }

    /** The title over it. */
    default String title(Widget widget) {
        return widget.name();
    }

    /**
     * How high the value is, in percent of the widget, so that six figures, or a word of a value map and its number, fit
     * into a narrow one; 45 is Zabbix's own. Decimals and unit are 35 by default, and would be higher than the value.
     */
    static Stream<WidgetField> valueSize(Widget widget, Metric shown) {
        int width = widget.area().width();
        if (shown.valueMap().isPresent()) return Stream.of(WidgetField.number("value_size", wordSize(width)));
        if (width > 5) return Stream.empty();
        boolean narrow = width < 4 || isAmount(shown);
        int small = narrow ? 14 : 20;
        return Stream.of(
                WidgetField.number("decimal_size", small),
                WidgetField.number("units_size", small),
                WidgetField.number("value_size", narrow ? 26 : 35));
    }

    /** It has decimals and a currency behind its figures, and needs as much room again. */
    private static boolean isAmount(Metric shown) {
        return shown.type() == ValueType.FLOAT && shown.units().startsWith("!");
    }

    private static int wordSize(int width) {
        if (width < 4) return 12;
        return width < 6 ? 16 : 24;
    }

    /** The order of a page's widgets in Zabbix's exports. */
    Comparator<Widget> order();

    String type(Widget widget);

    /**
     * In the order of Zabbix's exports.
     *
     * @param graph the name of the graph made for the widget, if it shows one
     * @param index of the widget in its dashboard, from 0
     */
    List<WidgetField> fields(Widget widget, String graph, int index);

    static WidgetForm of(ExportFormat format, Catalogue catalogue) {
        return switch (format) {
            case ZABBIX_6_0 -> new FixedWidgets(catalogue);
            case ZABBIX_7_0 -> new ModuleWidgets(catalogue);
        };
    }
}

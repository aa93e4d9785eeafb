package nl.meldkamer.templates;

import java.util.Comparator;

/** A setting of a widget, as exports hold them. */
record WidgetField(String type, String name, XmlElement value) {

    private static final String INTEGER = "INTEGER";

    /** Zabbix 6.0 exports numbers before all else; names that are equal keep their order. */
    static final Comparator<WidgetField> NUMBERS_FIRST = Comparator.comparing(
                    (WidgetField field) -> !field.type().equals(INTEGER))
            .thenComparing(WidgetField::name, NaturalOrder.INSTANCE);

    static final Comparator<WidgetField> BY_NAME = Comparator.comparing(WidgetField::name, NaturalOrder.INSTANCE);

    static WidgetField number(String name, int number) {
        return new WidgetField(INTEGER, name, XmlElement.textOnly("value", String.valueOf(number)));
    }

    static WidgetField text(String name, String text) {
        return new WidgetField("STRING", name, XmlElement.textOnly("value", text));
    }

    /** An item, graph or graph prototype of the template, by its key or name. */
    static WidgetField reference(String type, String name, String template, String property, String value) {
        return new WidgetField(
                type, name, XmlElement.named("value").text("host", template).text(property, value));
    }

    XmlElement xml() {
        return XmlElement.named("field").text("type", type).text("name", name).add(value);
    }
}

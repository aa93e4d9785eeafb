package nl.meldkamer.templates;

import java.util.Comparator;

/** A setting of a widget, as exports hold them. */
record WidgetField(String type, String name, XmlElement value) {

    private static final String INTEGER = "INTEGER";
    private static final String STRING = "STRING";

    /** Zabbix 6.0 exports numbers first, then texts, then what refers to something; equal names keep their order. */
    static final Comparator<WidgetField> BY_TYPE =
            Comparator.comparingInt(WidgetField::rank).thenComparing(WidgetField::name, NaturalOrder.INSTANCE);

    static final Comparator<WidgetField> BY_NAME = Comparator.comparing(WidgetField::name, NaturalOrder.INSTANCE);

    static WidgetField number(String name, int number) {
        return new WidgetField(INTEGER, name, XmlElement.textOnly("value", String.valueOf(number)));
    }

    static WidgetField text(String name, String text) {
        return new WidgetField(STRING, name, XmlElement.textOnly("value", text));
    }

    /** An item, graph or graph prototype of the template, by its key or name. */
    static WidgetField reference(String type, String name, String template, String property, String value) {
        return new WidgetField(
                type, name, XmlElement.named("value").text("host", template).text(property, value));
    }

    private int rank() {
        return switch (type) {
            case INTEGER -> 0;
            case STRING -> 1;
            default -> 2;
        };
    }

    XmlElement xml() {
        return XmlElement.named("field").text("type", type).text("name", name).add(value);
    }
}

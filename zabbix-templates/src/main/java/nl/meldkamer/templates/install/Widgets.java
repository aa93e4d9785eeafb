package nl.meldkamer.templates.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.Dashboard.Area;
import nl.meldkamer.templates.api.ZabbixVersion;

/**
 * The widgets of the site's dashboard as dashboard.create takes them. Up to 6.4 a field with several values stands there
 * several times, and the grid has 24 columns; since 7.0 each value has its number in the field's name, and there are 72.
 */
record Widgets(ZabbixVersion version, String host) {

    /** A field of a widget; the value of a reference is a name, for which the id is to be put. */
    record Field(int type, String name, String value) {

        static final int NUMBER = 0;
        static final int HOST = 3;
        static final int ITEM = 4;
    }

    /** A widget, independent of ids. */
    record Widget(String type, String name, Area area, List<Field> fields) {}

    private static final int WIDTH = 24;
    private static final int PROBLEMS_HEIGHT = 8;
    private static final int SHOW_DESCRIPTION = 1;
    private static final int SHOW_VALUE = 2;
    private static final int SHOW_CHANGE = 4;

    /** The cards, and below them the problems of the host. */
    List<Widget> of(List<Card> cards) {
        List<Widget> all = new ArrayList<>();
        int below = 0;
        for (Card card : cards) {
            all.add(card(card));
            below = Math.max(below, card.area().y() + card.area().height());
        }
        all.add(new Widget(
                "problems",
                "Problems",
                scaled(new Area(0, below, WIDTH, PROBLEMS_HEIGHT)),
                List.of(new Field(Field.HOST, numbered("hostids", 0), host))));
        return all;
    }

    private Widget card(Card card) {
        return new Widget(
                "item",
                card.name(),
                scaled(card.area()),
                List.of(
                        new Field(Field.ITEM, numbered("itemid", 0), card.itemKey()),
                        new Field(Field.NUMBER, numbered("show", 0), String.valueOf(SHOW_DESCRIPTION)),
                        new Field(Field.NUMBER, numbered("show", 1), String.valueOf(SHOW_VALUE)),
                        new Field(Field.NUMBER, numbered("show", 2), String.valueOf(SHOW_CHANGE))));
    }

    private String numbered(String field, int index) {
        return isWide() ? field + "." + index : field;
    }

    private Area scaled(Area area) {
        int scale = isWide() ? 3 : 1;
        return new Area(area.x() * scale, area.y(), area.width() * scale, area.height());
    }

    private boolean isWide() {
        return version.isAtLeast(7, 0);
    }

    /** A widget in words that compare: two are the same when these are. */
    static Map.Entry<String, String> described(Widget widget) {
        Area area = widget.area();
        List<String> fields = widget.fields().stream()
                .map(field -> field.name() + " " + field.value())
                .sorted()
                .toList();
        return Map.entry(
                "widget '" + widget.name() + "' at " + area.x() + "," + area.y(),
                widget.type() + ", " + area.width() + " by " + area.height() + ", " + String.join(", ", fields));
    }
}

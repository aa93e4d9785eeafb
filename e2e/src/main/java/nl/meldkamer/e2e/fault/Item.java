package nl.meldkamer.e2e.fault;

import java.util.List;

/** An item that numbered samples are sent to; the number is in the value. */
record Item(String host, String key, Type type) {

    /** Where Zabbix keeps the values, and how they look. */
    enum Type {
        UNSIGNED(3, "history_uint"),
        TEXT(4, "history_text");

        private final int number;
        private final String table;

        Type(int number, String table) {
            this.number = number;
            this.table = table;
        }

        /** As the API has it. */
        int number() {
            return number;
        }

        String table() {
            return table;
        }
    }

    static final List<Item> ALL = List.of(
            new Item("reliability a", "reliability.count", Type.UNSIGNED),
            new Item("reliability a", "reliability.queue[short]", Type.UNSIGNED),
            new Item("reliability a", "reliability.text", Type.TEXT),
            new Item("reliability b", "reliability.count", Type.UNSIGNED),
            new Item("reliability b", "reliability.queue[long]", Type.UNSIGNED),
            new Item("reliability b", "reliability.text", Type.TEXT));

    String value(long number) {
        return type == Type.UNSIGNED ? Long.toString(number) : number + " \"één\" \\ {\"2\": 3}\t✓";
    }

    /** The number that a value begins with. */
    static long number(String value) {
        int end = value.indexOf(' ');
        return Long.parseLong(end < 0 ? value : value.substring(0, end));
    }
}

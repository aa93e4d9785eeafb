package nl.meldkamer.templates;

import java.util.List;

/** A template dashboard. */
public record Dashboard(String name, List<Page> pages) {

    public Dashboard {
        pages = List.copyOf(pages);
    }

    /** A page; its name may be empty when it is the only one. */
    public record Page(String name, List<Widget> widgets) {
        public Page {
            widgets = List.copyOf(widgets);
        }
    }

    /**
     * A rectangle on the grid of 24 columns that Zabbix 6.0 has; newer versions have 72 and three times the x and width.
     */
    public record Area(int x, int y, int width, int height) {}

    /** What a page shows. */
    public sealed interface Widget {
        String name();

        Area area();

        /** The last value of an item, large. */
        record ItemValue(String name, Area area, String itemKey) implements Widget {}

        /** A graph of items over time, stacked or not. */
        record Graph(String name, Area area, List<String> itemKeys, boolean stacked) implements Widget {
            public Graph {
                itemKeys = List.copyOf(itemKeys);
            }
        }

        /** A graph for each entity of a discovery, made from item prototypes. */
        record GraphPrototype(String name, Area area, List<String> prototypeKeys, int columns, int rows)
                implements Widget {
            public GraphPrototype {
                prototypeKeys = List.copyOf(prototypeKeys);
            }
        }

        /**
         * The problems that last, with operational data.
         *
         * @param otherwise keys of the items whose last values stand in its place where a template's dashboard cannot
         *     show problems (Zabbix 6.0)
         */
        record Problems(String name, Area area, List<String> otherwise, int lines) implements Widget {
            public Problems {
                otherwise = List.copyOf(otherwise);
            }
        }

        /** The last values of text items, or a history of several items as a table. */
        record PlainText(String name, Area area, List<String> itemKeys, int lines) implements Widget {
            public PlainText {
                itemKeys = List.copyOf(itemKeys);
            }
        }
    }
}

package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One query on one source at one interval. Its rows feed the items; with a discovery, each row also is an entity of
 * its own, for which the item prototypes make items.
 *
 * @param name unique in the catalogue, {@code [a-z0-9_.-]+}; value of {#GROUP} in the collector's own items
 * @param source name of the source in the site's configuration
 * @param every how often it is collected
 * @param description what the numbers mean and where they come from
 * @param optional a site whose configuration does not name the source does without the group
 */
public record Group(
        String name,
        String source,
        Duration every,
        Collect collect,
        Optional<Discovery> discovery,
        List<Item> items,
        String description,
        boolean optional) {

    public Group {
        items = List.copyOf(items);
    }

    /** A group that every site has. */
    public Group(
            String name,
            String source,
            Duration every,
            Collect collect,
            Optional<Discovery> discovery,
            List<Item> items,
            String description) {
        this(name, source, every, collect, discovery, items, description, false);
    }

    /** The same group at another interval. */
    public Group every(Duration interval) {
        return new Group(name, source, interval, collect, discovery, items, description, optional);
    }

    /** Items that exist once. */
    public List<Item> plainItems() {
        return items.stream().filter(item -> !item.isPrototype()).toList();
    }

    /** Items that exist once for each discovered entity. */
    public List<Item> prototypes() {
        return items.stream().filter(Item::isPrototype).toList();
    }
}

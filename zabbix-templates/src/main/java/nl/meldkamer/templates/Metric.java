package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An item of the template, or an item prototype when its key holds LLD macros; whoever makes its values.
 *
 * @see Item whose values are collected
 * @see CalculatedItem whose values Zabbix works out from others
 */
public sealed interface Metric permits Item, CalculatedItem {

    String key();

    String name();

    ValueType type();

    String units();

    /** How long Zabbix keeps values. */
    Duration history();

    /** How long Zabbix keeps hourly values; zero for text. */
    Duration trends();

    /** Name of a value map of the catalogue. */
    Optional<String> valueMap();

    String description();

    List<Tag> tags();

    List<Trigger> triggers();

    default boolean isPrototype() {
        return key().contains("{#");
    }
}

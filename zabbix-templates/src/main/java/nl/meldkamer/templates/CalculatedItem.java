package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An item, or item prototype, that Zabbix works out from other items of the template: a forecast, a comparison of
 * months, a score. The collector knows nothing of it.
 *
 * @param formula Zabbix's own ("Calculated items" in its documentation), reading items as {@code //key}, of which
 *     {@code //key[*]} are all that a discovery made
 * @param group name of the group whose discovery makes the items of a prototype; empty for an item that exists once
 * @param needsHistory the formula has no value until enough was collected; Zabbix then stores none, where it otherwise
 *     would call the item not supported
 */
public record CalculatedItem(
        String key,
        String name,
        String formula,
        Optional<String> group,
        Duration every,
        boolean needsHistory,
        ValueType type,
        String units,
        Duration history,
        Duration trends,
        Optional<String> valueMap,
        String description,
        List<Tag> tags,
        List<Trigger> triggers)
        implements Metric {

    public CalculatedItem {
        tags = List.copyOf(tags);
        triggers = List.copyOf(triggers);
    }
}

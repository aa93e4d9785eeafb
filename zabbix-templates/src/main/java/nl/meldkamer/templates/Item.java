package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item, or one item prototype when its key holds LLD macros.
 *
 * @param key with LLD macros where it is a prototype
 * @param value how the value is made from the group's rows; no value is sent when it comes to nothing (a ratio over
 *     nothing, the age of what is not there)
 * @param where column to the text it must have: restricts the rows that a plain item sees
 * @param whereNot column to the texts it must not have, such as the known options of a discovery: restricts them further
 * @param history how long Zabbix keeps values; trends how long it keeps hourly ones (zero for text)
 * @param valueMap name of a value map of the catalogue
 */
public record Item(
        String key,
        String name,
        Expression value,
        Map<String, String> where,
        Map<String, List<String>> whereNot,
        ValueType type,
        String units,
        Duration history,
        Duration trends,
        Optional<String> valueMap,
        String description,
        List<Tag> tags,
        List<Trigger> triggers)
        implements Metric {

    public Item {
        where = Map.copyOf(where);
        whereNot = Map.copyOf(whereNot);
        tags = List.copyOf(tags);
        triggers = List.copyOf(triggers);
    }

    /**
     * The value to send, made from those rows that {@code where} and {@code whereNot} admit and checked against the type; empty when there
     * is none. For a prototype the caller passes the entity's own row only.
     */
    public Optional<String> evaluate(Rows rows) {
        return value.evaluate(rows.matching(where).without(whereNot), type);
    }
}

package nl.meldkamer.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Low-level discovery: each row of the group is an entity.
 *
 * @param key of the discovery rule
 * @param macros LLD macro, such as {@code {#STATUS}}, to the column that fills it
 * @param known for columns of fixed options: the options that exist even when no row has them. A query that succeeded
 *     proves them to be zero; with several columns every combination is known
 */
public record Discovery(String key, String name, Map<String, String> macros, Map<String, List<String>> known) {

    public Discovery {
        macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
        known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }
}

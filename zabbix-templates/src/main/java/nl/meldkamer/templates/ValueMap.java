package nl.meldkamer.templates;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the values of an item mean, in the order in which they are to be shown. */
public record ValueMap(String name, Map<String, String> mappings) {

    public ValueMap {
        mappings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
    }
}

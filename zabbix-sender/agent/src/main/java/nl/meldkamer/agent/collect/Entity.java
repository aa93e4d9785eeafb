package nl.meldkamer.agent.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.ItemKey;

/**
 * One thing that a discovery found.
 *
 * @param macros LLD macro to its value; two entities with the same macros are the same
 * @param row what the items of the entity are made from
 */
record Entity(Map<String, String> macros, Map<String, Optional<Object>> row) {

    Entity {
        macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
        row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }

    String key(String prototype) {
        return ItemKey.substitute(prototype, macros);
    }
}

package nl.meldkamer.agent.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.templates.Item;

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

    /** The key that Zabbix gives the item it makes of the prototype; throws where {@link #hasKeys} is false. */
    String key(String prototype) {
        return ItemKey.substitute(prototype, macros);
    }

    /** False when a macro's value has no form in an item key, so that Zabbix cannot make the items either. */
    boolean hasKeys(List<Item> prototypes) {
        try {
            prototypes.forEach(item -> key(item.key()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package nl.meldkamer.templates.install;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part that install made, and how. Written before it is made, so that whatever is made is written down.
 *
 * @param id see {@link Part#id}
 */
record Entry(String id, Map<String, String> properties) {

    Entry {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}

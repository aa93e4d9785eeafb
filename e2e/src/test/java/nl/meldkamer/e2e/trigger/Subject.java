package nl.meldkamer.e2e.trigger;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import nl.meldkamer.templates.Metric;
import nl.meldkamer.templates.Trigger;

/** A trigger, or trigger prototype, of the catalogue and the item that it was declared at. */
record Subject(Trigger trigger, Metric metric) {

    static final String KEY = "//(?<key>[a-z0-9_.]+(?:\\[[^\\]]*\\])?)";

    private static final Pattern REFERENCE = Pattern.compile(KEY);

    String name() {
        return trigger.name();
    }

    /** The keys of all items that its problem is told from. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(Set.of(metric.key()));
        REFERENCE.matcher(trigger.problem()).results().forEach(found -> keys.add(found.group(1)));
        return keys;
    }
}

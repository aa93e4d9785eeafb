package nl.meldkamer.e2e.trigger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.meldkamer.templates.CalculatedItem;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Macro;
import nl.meldkamer.templates.Metric;
import nl.meldkamer.templates.ValueType;

/** All triggers of a catalogue, and what must be known of it to make them fire. */
final class Subjects {

    private final List<Subject> all;
    private final Map<String, Subject> byName = new HashMap<>();
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, Duration> intervals = new HashMap<>();
    private final Map<String, Group> discovering = new HashMap<>();
    private final Map<String, String> macros = new HashMap<>();

    Subjects(Catalogue catalogue) {
        List<Subject> found = new ArrayList<>();
        catalogue.metrics().forEach(metric -> {
            metrics.put(metric.key(), metric);
            metric.triggers().forEach(trigger -> found.add(new Subject(trigger, metric)));
        });
        all = List.copyOf(found);
        all.forEach(subject -> byName.put(subject.name(), subject));
        for (CalculatedItem item : catalogue.calculated()) intervals.put(item.key(), item.every());
        for (Group group : catalogue.groups()) {
            group.items().forEach(item -> intervals.put(item.key(), group.every()));
            if (group.discovery().isPresent())
                catalogue.prototypes(group).forEach(metric -> discovering.put(metric.key(), group));
        }
        for (Macro macro : catalogue.macros()) macros.put(macro.macro(), macro.value());
    }

    List<Subject> all() {
        return all;
    }

    boolean has(String trigger) {
        return byName.containsKey(trigger);
    }

    Subject named(String trigger) {
        return Objects.requireNonNull(byName.get(trigger), trigger);
    }

    boolean hasItem(String key) {
        return metrics.containsKey(key);
    }

    ValueType type(String key) {
        return metric(key).type();
    }

    private Metric metric(String key) {
        return Objects.requireNonNull(metrics.get(key), key);
    }

    /** How often the item gets a value. */
    Duration interval(String key) {
        return Objects.requireNonNull(intervals.get(key), key);
    }

    /** The groups whose discoveries make the items of these keys. */
    Set<Group> discovering(Set<String> keys) {
        Set<Group> groups = new LinkedHashSet<>();
        for (String key : keys) if (metric(key).isPrototype()) groups.add(discovering.get(key));
        return groups;
    }

    /** Its value for the {@link Entity}. */
    String macro(String macro) {
        String general = macro.replaceFirst(":\".*\"\\}$", "}");
        return Objects.requireNonNull(macros.getOrDefault(Entity.in(macro), macros.get(general)), general);
    }

    /** The triggers that, while they fire, keep this one quiet, and those that keep them quiet. */
    Set<Subject> ancestors(Subject subject) {
        Set<Subject> ancestors = new LinkedHashSet<>();
        for (String name : subject.trigger().dependsOn()) {
            ancestors.add(named(name));
            ancestors.addAll(ancestors(named(name)));
        }
        return ancestors;
    }
}

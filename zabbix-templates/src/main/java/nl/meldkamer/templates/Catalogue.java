package nl.meldkamer.templates;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is monitored: everything that is collected and everything that Zabbix is told about it. Nothing about a metric
 * is written anywhere else.
 *
 * @param groups in the order of the files; names are unique, and so are item keys over all of them
 *     and the calculated items
 * @param services those at the top, each with all that are below it
 */
public record Catalogue(
        Template template,
        List<Group> groups,
        List<CalculatedItem> calculated,
        List<Macro> macros,
        List<ValueMap> valueMaps,
        List<Dashboard> dashboards,
        List<Service> services,
        List<Sla> slas) {

    public Catalogue {
        groups = List.copyOf(groups);
        calculated = List.copyOf(calculated);
        macros = List.copyOf(macros);
        valueMaps = List.copyOf(valueMaps);
        dashboards = List.copyOf(dashboards);
        services = List.copyOf(services);
        slas = List.copyOf(slas);
    }

    /**
     * This catalogue as Zabbix is to come by its values, with the name and the keys that go with that.
     *
     * @throws IllegalArgumentException for a group or a key that can't be asked for so
     * @throws IllegalStateException when this is another than the declared one already
     */
    public Catalogue by(Via via) {
        for (Group group : groups)
            if ((group.collect() instanceof Collect.Jmx) != (via == Via.JMX))
                throw new IllegalArgumentException("group '" + group.name() + "' is "
                        + (via == Via.JMX ? "not read by JMX" : "read by JMX only: choose jmx"));
        if (via == template.via()) return this;
        if (template.via() != Via.TRAPPER) throw new IllegalStateException("made of the declared catalogue only");
        return PulledCatalogue.of(this, via);
    }

    /** What a group's discovery makes items from: its own prototypes, then the calculated ones that belong to it. */
    public Stream<Metric> prototypes(Group group) {
        Stream<CalculatedItem> others =
                calculated.stream().filter(item -> item.group().equals(Optional.of(group.name())));
        return Stream.concat(group.prototypes().stream(), others);
    }

    /** All items and item prototypes: the collected ones in the order of the groups, then the calculated ones. */
    public Stream<Metric> metrics() {
        return Stream.concat(groups.stream().flatMap(group -> group.items().stream()), calculated.stream());
    }
}

package nl.meldkamer.templates;

import java.util.List;

/**
 * What is monitored: everything that is collected and everything that Zabbix is told about it. Nothing about a metric
 * is written anywhere else.
 *
 * @param groups in the order of the files; names are unique, and so are item keys over all groups
 * @param services those at the top, each with all that are below it
 */
public record Catalogue(
        Template template,
        List<Group> groups,
        List<Macro> macros,
        List<ValueMap> valueMaps,
        List<Dashboard> dashboards,
        List<Service> services,
        List<Sla> slas) {

    public Catalogue {
        groups = List.copyOf(groups);
        macros = List.copyOf(macros);
        valueMaps = List.copyOf(valueMaps);
        dashboards = List.copyOf(dashboards);
        services = List.copyOf(services);
        slas = List.copyOf(slas);
    }
}

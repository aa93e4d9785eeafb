package nl.meldkamer.templates;

import java.util.List;
import java.util.stream.Stream;

/**
 * A function that people depend on, as a service of Zabbix (Zabbix documentation, "Services"): it fails while a problem
 * lasts that it is tagged for, or while one of its children fails.
 *
 * @param name unique in the catalogue
 * @param tags the service's own, by which {@link Sla}s find it
 * @param problemTags a problem belongs to the service when it has every one of these tags, its own or inherited from
 *     its trigger, item or template; empty exactly when the service has children, as Zabbix takes either
 */
public record Service(String name, String description, List<Tag> tags, List<Tag> problemTags, List<Service> children) {

    public Service {
        tags = List.copyOf(tags);
        problemTags = List.copyOf(problemTags);
        children = List.copyOf(children);
    }

    /** This service, then all below it, parents before their children. */
    public Stream<Service> withDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Service::withDescendants));
    }
}

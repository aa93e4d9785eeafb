package nl.meldkamer.templates.install;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.templates.Service;
import nl.meldkamer.templates.Tag;

/**
 * A function of the site that people depend on. The catalogue's tags would find the problems and services of every site,
 * so that those of one site also carry its host: problems by the host's tag, services in the value of each tag.
 *
 * @param parent name of the service that depends on it; empty for none
 */
record ServicePart(Lookup lookup, String name, String description, String parent, List<Tag> tags, List<Tag> problemTags)
        implements Part {

    /** The worst of its children and its own problems. */
    private static final int WORST = 2;

    private static final int EQUALS = 0;

    ServicePart {
        tags = List.copyOf(tags);
        problemTags = List.copyOf(problemTags);
    }

    /** The parts of a service and of all below it, parents first. */
    static List<ServicePart> tree(Lookup lookup, String host, Service service, String parent) {
        List<Tag> problems = new ArrayList<>(service.problemTags());
        if (!problems.isEmpty()) problems.add(HostPart.tag(host));
        List<Tag> tags = service.tags().stream().map(tag -> ofSite(host, tag)).toList();
        List<ServicePart> all = new ArrayList<>();
        String name = nameOf(host, service.name());
        all.add(new ServicePart(lookup, name, service.description(), parent, tags, problems));
        service.children().forEach(child -> all.addAll(tree(lookup, host, child, name)));
        return all;
    }

    /** One that is only to be removed. */
    static ServicePart named(Lookup lookup, String name) {
        return new ServicePart(lookup, name, "", "", List.of(), List.of());
    }

    static String nameOf(String host, String declared) {
        return declared + " (" + host + ")";
    }

    static Tag ofSite(String host, Tag tag) {
        return new Tag(tag.name(), tag.value() + ": " + host);
    }

    static String id(String name) {
        return "service '" + name + "'";
    }

    @Override
    public String id() {
        return id(name);
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of(
                "description",
                description,
                "part of",
                parent.isEmpty() ? "nothing" : parent,
                "tags",
                tags.stream().map(ServicePart::written).sorted().collect(joining(", ")),
                "problems",
                problemTags.stream().map(ServicePart::written).sorted().collect(joining(", ")));
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return service().map(found -> {
            String parents = String.join(", ", Lookup.texts(found.path("parents"), "name"));
            return Map.of(
                    "description", found.path("description").asText(),
                    "part of", parents.isEmpty() ? "nothing" : parents,
                    "tags", written(found.path("tags")),
                    "problems", written(found.path("problem_tags")));
        });
    }

    static String written(JsonNode tags) {
        return Lookup.stream(tags)
                .map(tag -> written(new Tag(
                                tag.path("tag").asText(), tag.path("value").asText()))
                        + (tag.path("operator").asInt() == EQUALS ? "" : " (contained)"))
                .sorted()
                .collect(joining(", "));
    }

    static String written(Tag tag) {
        return tag.name() + ": " + tag.value();
    }

    private Optional<JsonNode> service() {
        return lookup.find(
                "service",
                "name",
                name,
                Map.of(
                        "output", "extend",
                        "selectParents", List.of("name"),
                        "selectChildren", List.of("name"),
                        "selectTags", "extend",
                        "selectProblemTags", "extend"));
    }

    private Optional<String> serviceId() {
        return service().map(found -> found.path("serviceid").asText());
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        Map<String, Object> parameters = parameters();
        parameters.put("name", name);
        parameters.put("sortorder", 0);
        lookup.api().call("service.create", parameters);
    }

    @Override
    public void change() {
        Map<String, Object> parameters = parameters();
        parameters.put("serviceid", Lookup.demanded(serviceId(), id()));
        lookup.api().call("service.update", parameters);
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("algorithm", WORST);
        parameters.put("description", description);
        parameters.put("tags", tags.stream().map(ServicePart::json).toList());
        parameters.put(
                "problem_tags", problemTags.stream().map(ServicePart::matching).toList());
        parameters.put("parents", parents());
        return parameters;
    }

    private List<Map<String, String>> parents() {
        if (parent.isEmpty()) return List.of();
        return List.of(Map.of("serviceid", Lookup.demanded(named(lookup, parent).serviceId(), id(parent))));
    }

    private static Map<String, String> json(Tag tag) {
        return Map.of("tag", tag.name(), "value", tag.value());
    }

    static Map<String, Object> matching(Tag tag) {
        return Map.of("tag", tag.name(), "operator", EQUALS, "value", tag.value());
    }

    @Override
    public void remove() {
        serviceId().ifPresent(id -> lookup.api().call("service.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        String staying = service().stream()
                .flatMap(found -> Lookup.texts(found.path("children"), "name").stream())
                .map(ServicePart::id)
                .filter(child -> !going.contains(child))
                .collect(joining(", "));
        return staying.isEmpty() ? Optional.empty() : Optional.of("below it is " + staying);
    }
}

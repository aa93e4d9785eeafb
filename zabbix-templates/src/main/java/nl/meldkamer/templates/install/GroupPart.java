package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A group of hosts or of templates; up to Zabbix 6.0 both are host groups. */
record GroupPart(Lookup lookup, Kind kind, String name) implements Part {

    enum Kind {
        HOSTS("host group"),
        TEMPLATES("template group");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String id() {
        return kind.words + " '" + name + "'";
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return group(Map.of()).map(group -> Map.of());
    }

    /** Groups are common property. */
    @Override
    public boolean isMarked() {
        return false;
    }

    @Override
    public void create() {
        lookup.api().call(object() + ".create", Map.of("name", name));
    }

    @Override
    public void change() {
        throw new IllegalStateException("a group has nothing to change");
    }

    @Override
    public void remove() {
        group(Map.of())
                .ifPresent(group -> lookup.api()
                        .call(
                                object() + ".delete",
                                List.of(group.path("groupid").asText())));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        Optional<JsonNode> group = group(members());
        List<String> staying = new ArrayList<>();
        group.ifPresent(found -> {
            staying(found.path("hosts"), HostPart::id, going).forEach(staying::add);
            staying(found.path("templates"), TemplatePart::id, going).forEach(staying::add);
        });
        return staying.isEmpty() ? Optional.empty() : Optional.of("it has " + String.join(", ", staying));
    }

    private static Stream<String> staying(JsonNode members, Function<String, String> id, Set<String> going) {
        return Lookup.texts(members, "host").stream().map(id).filter(member -> !going.contains(member));
    }

    private Map<String, ?> members() {
        List<String> host = List.of("host");
        if (areOneKind()) return Map.of("output", List.of("name"), "selectHosts", host, "selectTemplates", host);
        return Map.of("output", List.of("name"), kind == Kind.HOSTS ? "selectHosts" : "selectTemplates", host);
    }

    private Optional<JsonNode> group(Map<String, ?> parameters) {
        return lookup.find(object(), "name", name, parameters);
    }

    private String object() {
        return kind == Kind.TEMPLATES && !areOneKind() ? "templategroup" : "hostgroup";
    }

    private boolean areOneKind() {
        return !lookup.api().version().isAtLeast(6, 2);
    }
}

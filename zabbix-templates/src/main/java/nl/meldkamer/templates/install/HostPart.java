package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.templates.Tag;

/** The host. Its interfaces, templates, macros and encryption are parts of their own. */
record HostPart(Lookup lookup, String host, String group) implements Part {

    private static final String DESCRIPTION = "description";
    private static final String MARK = "Made by meldkamer install.";
    static final int PLAIN_ITEM = 0;

    /** Problems of the host inherit it, which tells those of one site from those of another. */
    static Tag tag(String host) {
        return new Tag("site", host);
    }

    static String id(String host) {
        return "host '" + host + "'";
    }

    /** Whether the host is of our making. */
    static boolean isMarked(Lookup lookup, String host) {
        return lookup.find("host", "host", host, Map.of())
                .filter(found -> found.path(DESCRIPTION).asText().equals(MARK))
                .isPresent();
    }

    @Override
    public String id() {
        return id(host);
    }

    @Override
    public Map<String, String> wanted() {
        return properties(true, "0", MARK, true);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return seen().map(found -> properties(
                groups(found).contains(group),
                found.path("status").asText(),
                found.path(DESCRIPTION).asText(),
                tags(found).contains(json(tag(host)))));
    }

    private Map<String, String> properties(boolean inGroup, String status, String description, boolean isTagged) {
        return Map.of(
                "in the group '" + group + "'",
                inGroup ? "yes" : "no",
                "status",
                status.equals("0") ? "monitored" : "not monitored",
                DESCRIPTION,
                description,
                "tag " + ServicePart.written(tag(host)),
                isTagged ? "yes" : "no");
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        lookup.api()
                .call(
                        "host.create",
                        Map.of(
                                "host",
                                host,
                                DESCRIPTION,
                                MARK,
                                "tags",
                                List.of(json(tag(host))),
                                "groups",
                                List.of(Map.of("groupid", groupId()))));
    }

    @Override
    public void change() {
        String id = Lookup.demanded(lookup.hostId(host), id());
        lookup.api()
                .call(
                        "host.massadd",
                        Map.of(
                                "hosts", List.of(Map.of("hostid", id)),
                                "groups", List.of(Map.of("groupid", groupId()))));
        lookup.api().call("host.update", Map.of("hostid", id, "status", 0, DESCRIPTION, MARK, "tags", allTags()));
    }

    /** Those that it has, and ours: an update replaces them all. */
    private Set<Map<String, String>> allTags() {
        Set<Map<String, String>> all = new LinkedHashSet<>(List.of(json(tag(host))));
        seen().ifPresent(found -> all.addAll(tags(found)));
        return all;
    }

    private static List<Map<String, String>> tags(JsonNode found) {
        return Lookup.stream(found.path("tags"))
                .map(tag ->
                        json(new Tag(tag.path("tag").asText(), tag.path("value").asText())))
                .toList();
    }

    private static Map<String, String> json(Tag tag) {
        return Map.of("tag", tag.name(), "value", tag.value());
    }

    private String groupId() {
        return Lookup.demanded(lookup.hostGroupId(group), "host group '" + group + "'");
    }

    @Override
    public void remove() {
        lookup.hostId(host).ifPresent(id -> lookup.api().call("host.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        return seen().map(found -> uses(found, going))
                .filter(uses -> !uses.isEmpty())
                .map(uses -> "it has " + String.join(", ", uses));
    }

    private List<String> uses(JsonNode found, Set<String> going) {
        List<String> uses = new ArrayList<>();
        for (String other : groups(found)) if (!other.equals(group)) uses.add("another group, '" + other + "'");
        for (String template : Lookup.texts(found.path("parentTemplates"), "host"))
            if (!going.contains(LinkPart.id(host, template))) uses.add("the template '" + template + "'");
        for (String macro : Lookup.texts(found.path("macros"), "macro"))
            if (!going.contains(MacroPart.id(host, macro))) uses.add("the macro " + macro);
        lookup.all(
                        "item",
                        Map.of(
                                "hostids", found.path("hostid").asText(),
                                "output", List.of("itemid", "key_"),
                                "inherited", false,
                                "filter", Map.of("flags", PLAIN_ITEM)))
                .forEach(item ->
                        uses.add("an item of its own, " + item.path("key_").asText()));
        return uses;
    }

    private Optional<JsonNode> seen() {
        return lookup.find(
                "host",
                "host",
                host,
                Map.of(
                        lookup.api().version().isAtLeast(6, 2) ? "selectHostGroups" : "selectGroups",
                        List.of("name"),
                        "selectParentTemplates",
                        List.of("host"),
                        "selectTags",
                        "extend",
                        "selectMacros",
                        List.of("macro")));
    }

    private static List<String> groups(JsonNode found) {
        return Lookup.texts(found.has("hostgroups") ? found.path("hostgroups") : found.path("groups"), "name");
    }

    @Override
    public String loss() {
        return "all values that it has go with it";
    }
}

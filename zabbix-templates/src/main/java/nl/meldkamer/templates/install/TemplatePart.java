package nl.meldkamer.templates.install;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A template with all that is in it. Its one property is the document that it was imported from: Zabbix itself says
 * whether the template is still what the document says (configuration.importcompare).
 *
 * @param xml empty when the template is only to be removed
 */
record TemplatePart(Lookup lookup, String name, String xml) implements Part {

    private static final String CONTENTS = "contents";
    private static final Map<String, Boolean> MERGE = Map.of("createMissing", true, "updateExisting", true);
    private static final Map<String, Boolean> REPLACE =
            Map.of("createMissing", true, "updateExisting", true, "deleteMissing", true);
    private static final List<String> REPLACED =
            List.of("valueMaps", "items", "discoveryRules", "triggers", "graphs", "templateDashboards", "httptests");

    static String id(String name) {
        return "template '" + name + "'";
    }

    @Override
    public String id() {
        return id(name);
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of(CONTENTS, xml);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        if (lookup.templateId(name).isEmpty()) return Optional.empty();
        String earlier = installed.getOrDefault(CONTENTS, "");
        if (is(xml)) return Optional.of(wanted());
        if (is(earlier)) return Optional.of(Map.of(CONTENTS, earlier));
        String basis = earlier.isEmpty() ? xml : earlier;
        return Optional.of(Map.of(CONTENTS, differences(basis)));
    }

    private boolean is(String document) {
        return !document.isEmpty() && differences(document).isEmpty();
    }

    /** Empty also when Zabbix lists the template, as 7.0 does for a document of 6.0, and nothing in it differs. */
    private String differences(String document) {
        return ImportComparison.summary(lookup.api().call("configuration.importcompare", importOf(document)));
    }

    /** The uuids of all that is in it are made by this program. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        change();
    }

    /** Deletes only in this template, and only what the document does not have. */
    @Override
    public void change() {
        lookup.api().call("configuration.import", importOf(xml));
    }

    private Map<String, ?> importOf(String document) {
        Map<String, Object> rules = new HashMap<>();
        rules.put("templates", MERGE);
        REPLACED.forEach(kind -> rules.put(kind, REPLACE));
        rules.put("templateLinkage", Map.of("createMissing", true, "deleteMissing", true));
        List<String> groups =
                lookup.api().version().isAtLeast(6, 2) ? List.of("host_groups", "template_groups") : List.of("groups");
        groups.forEach(kind -> rules.put(kind, Map.of("createMissing", true)));
        return Map.of("format", "xml", "source", document, "rules", rules);
    }

    @Override
    public void remove() {
        lookup.templateId(name).ifPresent(id -> lookup.api().call("template.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        List<String> hosts = lookup
                .find(
                        "template",
                        "host",
                        name,
                        Map.of(
                                "output", List.of("host"),
                                "selectHosts", List.of("host"),
                                "selectTemplates", List.of("host")))
                .stream()
                .flatMap(found -> Stream.concat(
                        Lookup.texts(found.path("hosts"), "host").stream()
                                .filter(host -> !going.contains(LinkPart.id(host, name))),
                        Lookup.texts(found.path("templates"), "host").stream()))
                .toList();
        return hosts.isEmpty() ? Optional.empty() : Optional.of("it is linked to " + String.join(", ", hosts));
    }
}

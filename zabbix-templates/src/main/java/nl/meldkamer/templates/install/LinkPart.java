package nl.meldkamer.templates.install;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That the host has the template. */
record LinkPart(Lookup lookup, String host, String template) implements Part {

    static String id(String host, String template) {
        return "link of host '" + host + "' to template '" + template + "'";
    }

    @Override
    public String id() {
        return id(host, template);
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return lookup.find(
                        "host",
                        "host",
                        host,
                        Map.of("output", List.of("host"), "selectParentTemplates", List.of("host")))
                .filter(found ->
                        Lookup.texts(found.path("parentTemplates"), "host").contains(template))
                .map(found -> Map.of());
    }

    /** To a host of another's making the template may have been linked by hand. */
    @Override
    public boolean isMarked() {
        return HostPart.isMarked(lookup, host);
    }

    @Override
    public void create() {
        lookup.api()
                .call(
                        "host.massadd",
                        Map.of(
                                "hosts", List.of(Map.of("hostid", hostId())),
                                "templates", List.of(Map.of("templateid", templateId()))));
    }

    @Override
    public void change() {
        throw new IllegalStateException("a link has nothing to change");
    }

    @Override
    public void remove() {
        lookup.hostId(host)
                .ifPresent(hostId -> lookup.templateId(template).ifPresent(templateId -> unlink(hostId, templateId)));
    }

    private void unlink(String hostId, String templateId) {
        lookup.api()
                .call("host.massremove", Map.of("hostids", List.of(hostId), "templateids_clear", List.of(templateId)));
    }

    private String hostId() {
        return Lookup.demanded(lookup.hostId(host), HostPart.id(host));
    }

    private String templateId() {
        return Lookup.demanded(lookup.templateId(template), TemplatePart.id(template));
    }

    @Override
    public String loss() {
        return "the host's items of this template go with it, and all their values";
    }
}

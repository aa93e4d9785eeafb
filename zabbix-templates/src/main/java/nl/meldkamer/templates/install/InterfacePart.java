package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interface through which Zabbix asks for a host's values: its main one of the kind, which the template's items take. */
record InterfacePart(Lookup lookup, String host, HostInterface at) implements Part {

    private static final String ADDRESS = "address";

    @Override
    public String id() {
        return at.kind().label() + " interface of host '" + host + "'";
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of(ADDRESS, at.toString());
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return seen().map(found -> Map.of(ADDRESS, address(found)));
    }

    private static String address(JsonNode found) {
        String name =
                found.path(found.path("useip").asInt() == 1 ? "ip" : "dns").asText();
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":"
                + found.path("port").asText();
    }

    /** To a host of another's making it may have been given by hand. */
    @Override
    public boolean isMarked() {
        return HostPart.isMarked(lookup, host);
    }

    @Override
    public void create() {
        Map<String, Object> parameters = new HashMap<>(settings());
        parameters.putAll(Map.of("hostid", hostId(), "type", at.kind().number(), "main", 1));
        lookup.api().call("hostinterface.create", parameters);
    }

    @Override
    public void change() {
        Map<String, Object> parameters = new HashMap<>(settings());
        parameters.put("interfaceid", Lookup.demanded(interfaceId(), id()));
        lookup.api().call("hostinterface.update", parameters);
    }

    private Map<String, Object> settings() {
        boolean isAddress = at.isIpAddress();
        return Map.of(
                "useip", isAddress ? 1 : 0,
                "ip", isAddress ? at.host() : "",
                "dns", isAddress ? "" : at.host(),
                "port", String.valueOf(at.port()));
    }

    @Override
    public void remove() {
        interfaceId().ifPresent(id -> lookup.api().call("hostinterface.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        List<String> uses = new ArrayList<>();
        lookup.find("host", "host", host, Map.of("selectParentTemplates", List.of("host")))
                .ifPresent(found -> Lookup.texts(found.path("parentTemplates"), "host").stream()
                        .filter(template -> !going.contains(LinkPart.id(host, template)))
                        .forEach(template -> uses.add("the template '" + template + "' may use it")));
        interfaceId().ifPresent(id -> ownItems(id).forEach(key -> uses.add("the item " + key + " uses it")));
        return uses.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", uses));
    }

    private List<String> ownItems(String interfaceId) {
        return lookup.all(
                        "item",
                        Map.of(
                                "interfaceids",
                                interfaceId,
                                "output",
                                List.of("itemid", "key_"),
                                "inherited",
                                false,
                                "filter",
                                Map.of("flags", HostPart.PLAIN_ITEM)))
                .map(item -> item.path("key_").asText())
                .toList();
    }

    private Optional<String> interfaceId() {
        return seen().map(found -> found.path("interfaceid").asText());
    }

    private Optional<JsonNode> seen() {
        return lookup.hostId(host).stream()
                .flatMap(id -> lookup.all(
                        "hostinterface",
                        Map.of(
                                "hostids",
                                id,
                                "output",
                                "extend",
                                "filter",
                                Map.of("type", at.kind().number(), "main", 1))))
                .findFirst();
    }

    private String hostId() {
        return Lookup.demanded(lookup.hostId(host), HostPart.id(host));
    }
}

package nl.meldkamer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an administrator of Zabbix does in the frontend, done through the API. */
final class ZabbixAdministration {
    private static final int CALCULATED = 15;
    private static final int ENABLED = 0;
    private static final int CHECK_NOW = 6;

    private static final Map<String, Boolean> CREATE = Map.of("createMissing", true);
    private static final Map<String, Boolean> CREATE_AND_UPDATE = Map.of("createMissing", true, "updateExisting", true);
    private static final Map<String, Boolean> ALL =
            Map.of("createMissing", true, "updateExisting", true, "deleteMissing", true);

    private final ZabbixApi api;

    ZabbixAdministration(ZabbixApi api) {
        this.api = api;
    }

    ZabbixApi api() {
        return api;
    }

    /** Imports a template as the frontend does with all its boxes ticked: what the file no longer has is deleted. */
    void importTemplate(String xml) throws IOException {
        api.call("configuration.import", importOf(xml));
    }

    /** What importing a template would change, as Zabbix itself works it out; empty when nothing. */
    JsonNode differences(String xml) throws IOException {
        return api.call("configuration.importcompare", importOf(xml));
    }

    private Map<String, ?> importOf(String xml) throws IOException {
        Map<String, Object> rules = new HashMap<>(Map.of(
                "templates", CREATE_AND_UPDATE,
                "valueMaps", ALL,
                "items", ALL,
                "discoveryRules", ALL,
                "triggers", ALL,
                "graphs", ALL,
                "templateDashboards", ALL,
                "templateLinkage", Map.of("createMissing", true, "deleteMissing", true)));
        for (String groups : groupRules()) rules.put(groups, CREATE);
        return Map.of("format", "xml", "source", xml, "rules", rules);
    }

    /** Host groups and template groups are two things since 6.2. */
    private List<String> groupRules() throws IOException {
        return api.version().startsWith("6.0") ? List.of("groups") : List.of("host_groups", "template_groups");
    }

    /** A host that has the template, made unless it is there. The template's id must exist. */
    String ensureHost(String host, String template) throws IOException {
        String templateId = idOf("template.get", "templateid", Map.of("host", template));
        if (templateId.isEmpty()) throw new IOException("Zabbix has no template '" + template + "'; import it first");
        String hostId = idOf("host.get", "hostid", Map.of("host", host));
        if (hostId.isEmpty()) return create(host, templateId);
        api.call(
                "host.massadd",
                Map.of(
                        "hosts",
                        List.of(Map.of("hostid", hostId)),
                        "templates",
                        List.of(Map.of("templateid", templateId))));
        return hostId;
    }

    private String create(String host, String templateId) throws IOException {
        JsonNode created = api.call(
                "host.create",
                Map.of(
                        "host", host,
                        "groups", List.of(Map.of("groupid", ensureHostGroup("Associations"))),
                        "templates", List.of(Map.of("templateid", templateId))));
        return created.path("hostids").path(0).asText();
    }

    private String ensureHostGroup(String group) throws IOException {
        String id = idOf("hostgroup.get", "groupid", Map.of("name", group));
        if (!id.isEmpty()) return id;
        return api.call("hostgroup.create", Map.of("name", group))
                .path("groupids")
                .path(0)
                .asText();
    }

    /** The host that every new Zabbix has watches an agent that is not there; its problem would only distract. */
    void quietZabbixServerHost() throws IOException {
        String id = idOf("host.get", "hostid", Map.of("host", "Zabbix server"));
        if (!id.isEmpty()) api.call("host.update", Map.of("hostid", id, "status", 1));
    }

    private String idOf(String method, String idField, Map<String, String> filter) throws IOException {
        return api.call(method, Map.of("output", List.of(idField), "filter", filter))
                .path(0)
                .path(idField)
                .asText("");
    }

    /** An item as Zabbix has it now. {@code error} says why it is not supported; empty when it is. */
    record ItemState(String itemId, String key, int valueType, String lastValue, long lastClock, String error) {}

    /** The items of a host whose key matches a pattern with {@code *}. */
    List<ItemState> items(String hostId, String keyPattern) throws IOException {
        JsonNode found = api.call(
                "item.get",
                Map.of(
                        "hostids",
                        hostId,
                        "output",
                        List.of("itemid", "key_", "value_type", "lastvalue", "lastclock", "error"),
                        "search",
                        Map.of("key_", keyPattern),
                        "searchWildcardsEnabled",
                        true));
        List<ItemState> items = new ArrayList<>();
        for (JsonNode item : found) items.add(itemState(item));
        return items;
    }

    /** Has every calculated item of a host calculated within seconds, as "Execute now" does, whatever its interval. */
    void calculateNow(String hostId) throws IOException {
        Map<String, Object> calculated = Map.of("type", CALCULATED, "status", ENABLED);
        JsonNode found =
                api.call("item.get", Map.of("hostids", hostId, "output", List.of("itemid"), "filter", calculated));
        List<Object> tasks = new ArrayList<>();
        for (JsonNode item : found)
            tasks.add(Map.of(
                    "type",
                    CHECK_NOW,
                    "request",
                    Map.of("itemid", item.path("itemid").asText())));
        if (!tasks.isEmpty()) api.call("task.create", tasks);
    }

    private static ItemState itemState(JsonNode item) {
        return new ItemState(
                item.path("itemid").asText(),
                item.path("key_").asText(),
                item.path("value_type").asInt(),
                item.path("lastvalue").asText(),
                item.path("lastclock").asLong(),
                item.path("error").asText());
    }

    /** A value of an item's history. */
    record HistoryValue(long clock, int ns, String value) {}

    /** All values that an item got since a moment (Unix time), oldest first. */
    List<HistoryValue> history(ItemState item, long since) throws IOException {
        JsonNode found = api.call(
                "history.get",
                Map.of(
                        "itemids",
                        item.itemId(),
                        "history",
                        item.valueType(),
                        "time_from",
                        since,
                        "sortfield",
                        "clock",
                        "output",
                        "extend"));
        List<HistoryValue> values = new ArrayList<>();
        for (JsonNode value : found) {
            values.add(new HistoryValue(
                    value.path("clock").asLong(),
                    value.path("ns").asInt(),
                    value.path("value").asText()));
        }
        return values;
    }

    /** The names of the problems that a host has now, the latest first. */
    List<String> problems(String hostId) throws IOException {
        JsonNode found = api.call(
                "problem.get",
                Map.of("hostids", hostId, "output", List.of("name"), "sortfield", "eventid", "sortorder", "DESC"));
        List<String> names = new ArrayList<>();
        for (JsonNode problem : found) names.add(problem.path("name").asText());
        return names;
    }

    /** Empty when Zabbix has no such host. */
    String hostId(String host) throws IOException {
        return idOf("host.get", "hostid", Map.of("host", host));
    }

    /** A new API token of the administrator. */
    String newToken(String name) throws IOException {
        String user = api.call("user.get", Map.of("filter", Map.of("username", "Admin"), "output", List.of("userid")))
                .path(0)
                .path("userid")
                .asText();
        String id = api.call("token.create", Map.of("name", name, "userid", user))
                .path("tokenids")
                .path(0)
                .asText();
        return api.call("token.generate", List.of(id)).path(0).path("token").asText();
    }
}

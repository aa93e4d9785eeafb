package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A role that may call the few methods that Meldkamer needs, and nothing else. */
record RolePart(Lookup lookup, String name) implements Part {

    private static final int USER = 1;
    private static final int ALLOW_LIST = 1;
    private static final List<String> READING =
            List.of("event.get", "history.get", "host.get", "item.get", "problem.get", "trigger.get");

    static String id(String name) {
        return "role '" + name + "'";
    }

    @Override
    public String id() {
        return id(name);
    }

    @Override
    public Map<String, String> wanted() {
        return properties(USER, "only " + String.join(", ", methods()));
    }

    private List<String> methods() {
        List<String> methods = new ArrayList<>(READING);
        if (lookup.api().version().isAtLeast(7, 0)) methods.add("history.push");
        return methods.stream().sorted().toList();
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return role(Map.of("output", "extend", "selectRules", "extend"))
                .map(role -> properties(role.path("type").asInt(), methods(role.path("rules"))));
    }

    private static String methods(JsonNode rules) {
        if (rules.path("api.access").asInt() == 0) return "none";
        List<String> methods =
                Lookup.stream(rules.path("api")).map(JsonNode::asText).sorted().toList();
        String all = String.join(", ", methods);
        return rules.path("api.mode").asInt() == ALLOW_LIST ? "only " + all : "all but " + all;
    }

    private static Map<String, String> properties(int type, String methods) {
        return Map.of("type", type == USER ? "User" : "another, " + type, "API methods", methods);
    }

    /** The name, and the list. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        lookup.api().call("role.create", Map.of("name", name, "type", USER, "rules", rules()));
    }

    @Override
    public void change() {
        lookup.api()
                .call("role.update", Map.of("roleid", Lookup.demanded(roleId(), id()), "type", USER, "rules", rules()));
    }

    /** Zabbix wants one page of the frontend in every role; the user's group shuts the frontend altogether. */
    private Map<String, Object> rules() {
        Map<String, Object> rules = new HashMap<>();
        rules.put("ui", List.of(Map.of("name", "monitoring.hosts", "status", 1)));
        rules.put("ui.default_access", 0);
        rules.put("modules.default_access", 0);
        rules.put("actions.default_access", 0);
        rules.put("services.read.mode", 0);
        rules.put("services.write.mode", 0);
        rules.put("api.access", 1);
        rules.put("api.mode", ALLOW_LIST);
        rules.put("api", methods());
        return rules;
    }

    @Override
    public void remove() {
        roleId().ifPresent(id -> lookup.api().call("role.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        List<String> users = role(Map.of("output", List.of("name"), "selectUsers", List.of("username"))).stream()
                .flatMap(role -> Lookup.texts(role.path("users"), "username").stream())
                .map(UserPart::id)
                .filter(user -> !going.contains(user))
                .toList();
        return users.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", users) + " has it");
    }

    private Optional<String> roleId() {
        return role(Map.of()).map(role -> role.path("roleid").asText());
    }

    private Optional<JsonNode> role(Map<String, ?> parameters) {
        return lookup.find("role", "name", name, parameters);
    }
}

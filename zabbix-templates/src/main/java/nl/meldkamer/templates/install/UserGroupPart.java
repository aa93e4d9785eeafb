package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A group of users that reads the site's host group, and can't log in to the frontend. */
record UserGroupPart(Lookup lookup, String name, String hostGroup) implements Part {

    private static final int NO_FRONTEND = 3;
    private static final int READ = 2;

    static String id(String name) {
        return "user group '" + name + "'";
    }

    @Override
    public String id() {
        return id(name);
    }

    @Override
    public Map<String, String> wanted() {
        return properties(NO_FRONTEND, 0, "host group '" + hostGroup + "'");
    }

    private static Map<String, String> properties(int frontend, int disabled, String rights) {
        return Map.of(
                "frontend", frontend == NO_FRONTEND ? "disabled" : "enabled",
                "status", disabled == 0 ? "enabled" : "disabled",
                "may read", rights);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return group(Map.of("output", "extend", "select" + capitalRights(), "extend"))
                .map(found -> properties(
                        found.path("gui_access").asInt(),
                        found.path("users_status").asInt(),
                        rights(found.path(rightsField()))));
    }

    private String rights(JsonNode rights) {
        Optional<String> groupId = lookup.hostGroupId(hostGroup);
        List<String> all = Lookup.stream(rights)
                .map(right -> right(right, groupId))
                .sorted()
                .toList();
        return all.isEmpty() ? "nothing" : String.join(", ", all);
    }

    private String right(JsonNode right, Optional<String> groupId) {
        String id = right.path("id").asText();
        String group = groupId.filter(id::equals)
                .map(ours -> "host group '" + hostGroup + "'")
                .orElse("group number " + id);
        int permission = right.path("permission").asInt();
        return permission == READ ? group : group + " with permission " + permission;
    }

    private String rightsField() {
        return lookup.api().version().isAtLeast(6, 2) ? "hostgroup_rights" : "rights";
    }

    private String capitalRights() {
        return lookup.api().version().isAtLeast(6, 2) ? "HostGroupRights" : "Rights";
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        lookup.api()
                .call(
                        "usergroup.create",
                        Map.of("name", name, "gui_access", NO_FRONTEND, "users_status", 0, rightsField(), rights()));
    }

    @Override
    public void change() {
        lookup.api()
                .call(
                        "usergroup.update",
                        Map.of(
                                "usrgrpid",
                                Lookup.demanded(groupId(), id()),
                                "gui_access",
                                NO_FRONTEND,
                                "users_status",
                                0,
                                rightsField(),
                                rights()));
    }

    private List<Map<String, ?>> rights() {
        String id = Lookup.demanded(lookup.hostGroupId(hostGroup), "host group '" + hostGroup + "'");
        return List.of(Map.of("id", id, "permission", READ));
    }

    @Override
    public void remove() {
        groupId().ifPresent(id -> lookup.api().call("usergroup.delete", List.of(id)));
    }

    @Override
    public Optional<String> usedBy(Set<String> going) {
        List<String> users = group(Map.of("output", List.of("name"), "selectUsers", List.of("username"))).stream()
                .flatMap(group -> Lookup.texts(group.path("users"), "username").stream())
                .map(UserPart::id)
                .filter(user -> !going.contains(user))
                .toList();
        return users.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", users) + " is in it");
    }

    private Optional<String> groupId() {
        return group(Map.of()).map(found -> found.path("usrgrpid").asText());
    }

    private Optional<JsonNode> group(Map<String, ?> parameters) {
        return lookup.find("usergroup", "name", name, parameters);
    }
}

package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Meldkamer's own user. Nobody knows its password: it works with a token. */
record UserPart(Lookup lookup, Account account, SecureRandom random) implements Part {

    private static final int PASSWORD_BYTES = 24;
    /** What rules for passwords may ask for besides length. */
    private static final String ALL_KINDS = "aA1!";

    static String id(String user) {
        return "user '" + user + "'";
    }

    @Override
    public String id() {
        return id(account.user());
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of("role", RolePart.id(account.role()), "groups", account.group());
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return user().map(found -> {
            String roleId = found.path("roleid").asText();
            String role = roleId().filter(roleId::equals)
                    .map(ours -> RolePart.id(account.role()))
                    .orElse("another, number " + roleId);
            return Map.of("role", role, "groups", String.join(", ", Lookup.texts(found.path("usrgrps"), "name")));
        });
    }

    private Optional<JsonNode> user() {
        return lookup.find(
                "user",
                "username",
                account.user(),
                Map.of("output", List.of("username", "roleid"), "selectUsrgrps", List.of("name")));
    }

    private Optional<String> roleId() {
        return lookup.find("role", "name", account.role(), Map.of())
                .map(found -> found.path("roleid").asText());
    }

    private Optional<String> groupId() {
        return lookup.find("usergroup", "name", account.group(), Map.of())
                .map(found -> found.path("usrgrpid").asText());
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        lookup.api()
                .call(
                        "user.create",
                        Map.of(
                                "username", account.user(),
                                "passwd", password(),
                                "roleid", role(),
                                "usrgrps", groups()));
    }

    @Override
    public void change() {
        String id = Lookup.demanded(userId(lookup, account), id());
        lookup.api().call("user.update", Map.of("userid", id, "roleid", role(), "usrgrps", groups()));
    }

    private String role() {
        return Lookup.demanded(roleId(), RolePart.id(account.role()));
    }

    private List<Map<String, String>> groups() {
        return List.of(Map.of("usrgrpid", Lookup.demanded(groupId(), UserGroupPart.id(account.group()))));
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes) + ALL_KINDS;
    }

    static Optional<String> userId(Lookup lookup, Account account) {
        return lookup.find("user", "username", account.user(), Map.of())
                .map(found -> found.path("userid").asText());
    }

    @Override
    public void remove() {
        userId(lookup, account).ifPresent(id -> lookup.api().call("user.delete", List.of(id)));
    }
}

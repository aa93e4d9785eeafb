package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API token of Meldkamer's own user. Zabbix tells a token once; when the file with it is not there, another is made,
 * and the earlier one is worth nothing from then on.
 */
record TokenPart(Lookup lookup, Account account, PrivateFile file) implements Part {

    @Override
    public String id() {
        return "API token '" + account.token() + "'";
    }

    @Override
    public Map<String, String> wanted() {
        return properties(0, 0);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        if (file.read().isEmpty()) return Optional.empty();
        return token().map(found -> properties(
                found.path("status").asInt(), found.path("expires_at").asLong()));
    }

    private static Map<String, String> properties(int disabled, long expires) {
        return Map.of(
                "status", disabled == 0 ? "enabled" : "disabled",
                "expires", expires == 0 ? "never" : "at Unix time " + expires);
    }

    /** The file with the token. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        String id = tokenId().orElseGet(this::make);
        JsonNode generated = lookup.api().call("token.generate", List.of(id));
        file.write(generated.path(0).path("token").asText() + "\n");
    }

    private String make() {
        String user = Lookup.demanded(UserPart.userId(lookup, account), UserPart.id(account.user()));
        return lookup.api()
                .call("token.create", Map.of("name", account.token(), "userid", user))
                .path("tokenids")
                .path(0)
                .asText();
    }

    @Override
    public void change() {
        String id = Lookup.demanded(tokenId(), id());
        lookup.api().call("token.update", Map.of("tokenid", id, "status", 0, "expires_at", 0));
    }

    @Override
    public void remove() {
        tokenId().ifPresent(id -> lookup.api().call("token.delete", List.of(id)));
        file.delete();
    }

    private Optional<String> tokenId() {
        return token().map(found -> found.path("tokenid").asText());
    }

    private Optional<JsonNode> token() {
        return UserPart.userId(lookup, account)
                .flatMap(user ->
                        lookup.find("token", "name", account.token(), Map.of("userids", user, "output", "extend")));
    }

    @Override
    public String loss() {
        return "the file " + file.path() + " goes with it";
    }
}

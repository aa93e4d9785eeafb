package nl.meldkamer.templates.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A macro of the host whose value Zabbix tells nobody. Its description bears the beginning of the value's hash, so that
 * another value is known for another.
 *
 * @param secret empty to leave the value as an earlier installation set it
 */
record SecretPart(Lookup lookup, String host, String macro, Optional<String> secret) implements Part {

    private static final int SECRET = 1;
    private static final int HASH_BYTES = 4;

    @Override
    public String id() {
        return MacroPart.id(host, macro);
    }

    @Override
    public Map<String, String> wanted() {
        return secret.map(SecretPart::properties)
                .or(() -> found(Map.of()))
                .orElseGet(() -> Map.of("value", "not known here: name the file with the token again"));
    }

    private static Map<String, String> properties(String secret) {
        return properties("secret", description(secret));
    }

    private static Map<String, String> properties(String kind, String description) {
        return Map.of("kind", kind, "description", description);
    }

    private static String description(String secret) {
        return "Set by meldkamer install. SHA-256 of the value: " + hash(secret) + "...";
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return seen().map(found -> properties(
                found.path("type").asInt() == SECRET ? "secret" : "for all to see",
                found.path("description").asText()));
    }

    /** The hash. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        Map<String, Object> parameters = parameters();
        parameters.put("hostid", Lookup.demanded(lookup.hostId(host), HostPart.id(host)));
        parameters.put("macro", macro);
        lookup.api().call("usermacro.create", parameters);
    }

    @Override
    public void change() {
        Map<String, Object> parameters = parameters();
        parameters.put("hostmacroid", Lookup.demanded(macroId(), id()));
        lookup.api().call("usermacro.update", parameters);
    }

    private Map<String, Object> parameters() {
        String value = secret.orElseThrow(
                () -> new InstallException(id() + " is not as it should be: name the file with the token again"));
        return new HashMap<>(Map.of("value", value, "type", SECRET, "description", description(value)));
    }

    @Override
    public void remove() {
        macroId().ifPresent(id -> lookup.api().call("usermacro.delete", List.of(id)));
    }

    private Optional<String> macroId() {
        return seen().map(found -> found.path("hostmacroid").asText());
    }

    private Optional<JsonNode> seen() {
        return lookup.hostId(host)
                .flatMap(id -> lookup.find("usermacro", "macro", macro, Map.of("hostids", id, "output", "extend")));
    }
}

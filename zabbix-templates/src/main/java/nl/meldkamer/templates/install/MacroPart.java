package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the site's own for a macro of the template. */
record MacroPart(Lookup lookup, String host, String macro, String value) implements Part {

    private static final String MARK = "Set by meldkamer install.";

    static String id(String host, String macro) {
        return "macro " + macro + " of host '" + host + "'";
    }

    @Override
    public String id() {
        return id(host, macro);
    }

    @Override
    public Map<String, String> wanted() {
        return Map.of("value", value, "description", MARK);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return seen().map(found -> Map.of(
                "value", found.path("value").asText(),
                "description", found.path("description").asText()));
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        String hostId = Lookup.demanded(lookup.hostId(host), HostPart.id(host));
        lookup.api()
                .call(
                        "usermacro.create",
                        Map.of("hostid", hostId, "macro", macro, "value", value, "description", MARK));
    }

    @Override
    public void change() {
        String id = Lookup.demanded(macroId(), id());
        lookup.api().call("usermacro.update", Map.of("hostmacroid", id, "value", value, "description", MARK));
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

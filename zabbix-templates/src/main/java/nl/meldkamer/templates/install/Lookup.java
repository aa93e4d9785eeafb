package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.meldkamer.templates.api.ZabbixApi;

/** Looks objects up by the names that people know. */
record Lookup(ZabbixApi api) {

    /** The one object whose field has this value. {@code more} are other parameters of the {@code get} method. */
    Optional<JsonNode> find(String object, String field, String value, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        // Newer versions give the id only when it is asked for.
        parameters.put("output", "extend");
        parameters.put("filter", Map.of(field, List.of(value)));
        // Some databases compare without regard to case.
        return all(object, parameters)
                .filter(found -> found.path(field).asText().equals(value))
                .findFirst();
    }

    Stream<JsonNode> all(String object, Map<String, ?> parameters) {
        return stream(api.call(object + ".get", parameters));
    }

    Optional<String> hostId(String host) {
        return find("host", "host", host, Map.of())
                .map(found -> found.path("hostid").asText());
    }

    Optional<String> templateId(String template) {
        return find("template", "host", template, Map.of())
                .map(found -> found.path("templateid").asText());
    }

    Optional<String> hostGroupId(String group) {
        return find("hostgroup", "name", group, Map.of())
                .map(found -> found.path("groupid").asText());
    }

    /** The id of what an earlier step made. */
    static String demanded(Optional<String> id, String what) {
        return id.orElseThrow(
                () -> new InstallException(what + " is not there, or the account may not see it; run install again"));
    }

    /** The values of a field of all objects of a list. */
    static List<String> texts(JsonNode list, String field) {
        return stream(list).map(entry -> entry.path(field).asText()).sorted().toList();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

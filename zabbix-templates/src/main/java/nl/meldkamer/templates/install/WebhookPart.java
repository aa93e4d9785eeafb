package nl.meldkamer.templates.install;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The media type that tells the audit store of alerts.
 *
 * @param url of the audit store; empty for one that is only to be removed
 */
record WebhookPart(Lookup lookup, String name, String url) implements Part {

    private static final int WEBHOOK = 4;
    private static final int ENABLED = 0;

    /** Zabbix tries again so often and at such intervals; what it does not bring, the daemon asks for. */
    private static final Map<String, String> PATIENCE =
            Map.of("timeout", "20s", "maxattempts", "3", "attempt_interval", "10s", "maxsessions", "1");

    private static final Map<String, String> MACROS = Map.ofEntries(
            Map.entry("audit_token", AlertNames.TOKEN_MACRO),
            Map.entry("time_zone", "UTC"),
            Map.entry("event_id", "{EVENT.ID}"),
            Map.entry("event_value", "{EVENT.VALUE}"),
            Map.entry("event_date", "{EVENT.DATE}"),
            Map.entry("event_time", "{EVENT.TIME}"),
            Map.entry("recovery_id", "{EVENT.RECOVERY.ID}"),
            Map.entry("recovery_date", "{EVENT.RECOVERY.DATE}"),
            Map.entry("recovery_time", "{EVENT.RECOVERY.TIME}"),
            Map.entry("update_status", "{EVENT.UPDATE.STATUS}"),
            Map.entry("update_date", "{EVENT.UPDATE.DATE}"),
            Map.entry("update_time", "{EVENT.UPDATE.TIME}"),
            Map.entry("update_action", "{EVENT.UPDATE.ACTION}"),
            Map.entry("update_message", "{EVENT.UPDATE.MESSAGE}"),
            Map.entry("user", "{USER.FULLNAME}"),
            Map.entry("host", "{HOST.HOST}"),
            Map.entry("trigger_id", "{TRIGGER.ID}"),
            Map.entry("name", "{EVENT.NAME}"),
            Map.entry("severity", "{EVENT.NSEVERITY}"));

    static String id(String name) {
        return "media type '" + name + "'";
    }

    @Override
    public String id() {
        return id(name);
    }

    private static String script() {
        try (InputStream in = WebhookPart.class.getResourceAsStream("webhook.js")) {
            if (in == null) throw new IllegalStateException("the program lacks its file webhook.js");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> macros() {
        Map<String, String> macros = new TreeMap<>(MACROS);
        macros.put("audit_url", url);
        macros.put("zabbix_url", lookup.api().address().replaceFirst("/api_jsonrpc\\.php$", ""));
        return macros;
    }

    @Override
    public Map<String, String> wanted() {
        return properties(WEBHOOK, ENABLED, script(), macros(), PATIENCE);
    }

    private static Map<String, String> properties(
            int type, int status, String script, Map<String, String> parameters, Map<String, String> patience) {
        return Map.of(
                "type",
                type == WEBHOOK ? "webhook" : "another, number " + type,
                "status",
                status == ENABLED ? "enabled" : "disabled",
                "script",
                script,
                "parameters",
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(joining(", ")),
                "patience",
                new TreeMap<>(patience)
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(joining(", ")));
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return lookup.find("mediatype", "name", name, Map.of()).map(WebhookPart::properties);
    }

    private static Map<String, String> properties(JsonNode found) {
        Map<String, String> parameters = new TreeMap<>();
        found.path("parameters")
                .forEach(each -> parameters.put(
                        each.path("name").asText(), each.path("value").asText()));
        Map<String, String> patience = new TreeMap<>();
        PATIENCE.keySet().forEach(key -> patience.put(key, found.path(key).asText()));
        return properties(
                found.path("type").asInt(),
                found.path("status").asInt(),
                found.path("script").asText().strip(),
                parameters,
                patience);
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        lookup.api().call("mediatype.create", parameters());
    }

    @Override
    public void change() {
        Map<String, Object> parameters = parameters();
        parameters.put("mediatypeid", Lookup.demanded(mediaTypeId(lookup, name), id()));
        lookup.api().call("mediatype.update", parameters);
    }

    private Map<String, Object> parameters() {
        List<Map<String, String>> macros = macros().entrySet().stream()
                .map(each -> Map.of("name", each.getKey(), "value", each.getValue()))
                .toList();
        Map<String, Object> parameters = new HashMap<>(PATIENCE);
        parameters.putAll(
                Map.of("name", name, "type", WEBHOOK, "status", ENABLED, "script", script(), "parameters", macros));
        return parameters;
    }

    static Optional<String> mediaTypeId(Lookup lookup, String name) {
        return lookup.find("mediatype", "name", name, Map.of())
                .map(found -> found.path("mediatypeid").asText());
    }

    @Override
    public void remove() {
        mediaTypeId(lookup, name).ifPresent(id -> lookup.api().call("mediatype.delete", List.of(id)));
    }
}

package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The action by which Zabbix tells of each problem of the host, each update of it, and its end. */
record AlertActionPart(Lookup lookup, AlertNames names, Account account) implements Part {

    private static final int TRIGGERS = 0;
    private static final int ENABLED = 0;
    private static final int HOST = 1;
    private static final int MESSAGE = 0;

    /** What is told, and where the operation for it stands. */
    private static final Map<String, String> OPERATIONS =
            Map.of("problems", "operations", "updates", "update_operations", "ends", "recovery_operations");

    @Override
    public String id() {
        return "action '" + names.action() + "'";
    }

    @Override
    public Map<String, String> wanted() {
        Map<String, String> properties = new HashMap<>(
                Map.of("status", "enabled", "of", "host '" + names.host() + "'", "while suppressed", "told too"));
        OPERATIONS.keySet().forEach(told -> properties.put(told, "told"));
        return properties;
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return action().map(found -> {
            Map<String, String> properties = new HashMap<>(Map.of(
                    "status",
                    found.path("status").asInt() == ENABLED ? "enabled" : "disabled",
                    "of",
                    conditions(found.path("filter").path("conditions")),
                    "while suppressed",
                    found.path("pause_suppressed").asInt() == 0 ? "told too" : "not told"));
            OPERATIONS.forEach((told, field) -> properties.put(told, operations(found.path(field))));
            return properties;
        });
    }

    private String conditions(JsonNode conditions) {
        Optional<String> host = lookup.hostId(names.host());
        JsonNode first = conditions.path(0);
        boolean isOurs = conditions.size() == 1
                && first.path("conditiontype").asInt() == HOST
                && host.filter(first.path("value").asText()::equals).isPresent();
        return isOurs ? "host '" + names.host() + "'" : conditions.size() + " other conditions";
    }

    private String operations(JsonNode operations) {
        Optional<String> type = WebhookPart.mediaTypeId(lookup, names.mediaType());
        Optional<String> user = UserPart.userId(lookup, account);
        JsonNode first = operations.path(0);
        boolean isOurs = operations.size() == 1
                && first.path("operationtype").asInt() == MESSAGE
                && type.filter(first.path("opmessage").path("mediatypeid").asText()::equals)
                        .isPresent()
                && user.filter(Lookup.texts(first.path("opmessage_usr"), "userid")::contains)
                        .isPresent();
        return isOurs ? "told" : operations.size() + " other operations";
    }

    private Optional<JsonNode> action() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String part : List.of("Filter", "Operations", "RecoveryOperations", "UpdateOperations"))
            all.put("select" + part, "extend");
        return lookup.find("action", "name", names.action(), all);
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        Map<String, Object> parameters = parameters();
        parameters.put("eventsource", TRIGGERS);
        lookup.api().call("action.create", parameters);
    }

    @Override
    public void change() {
        Map<String, Object> parameters = parameters();
        parameters.put("actionid", Lookup.demanded(actionId(), id()));
        lookup.api().call("action.update", parameters);
    }

    private Map<String, Object> parameters() {
        String host = Lookup.demanded(lookup.hostId(names.host()), HostPart.id(names.host()));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("name", names.action());
        parameters.put("status", ENABLED);
        parameters.put("esc_period", "1h");
        parameters.put("pause_suppressed", 0);
        parameters.put(
                "filter",
                Map.of(
                        "evaltype",
                        0,
                        "conditions",
                        List.of(Map.of("conditiontype", HOST, "operator", 0, "value", host))));
        OPERATIONS.values().forEach(field -> parameters.put(field, List.of(operation())));
        return parameters;
    }

    /** The text is for the list of what Zabbix has sent; the webhook takes its parameters. */
    private Map<String, Object> operation() {
        String type =
                Lookup.demanded(WebhookPart.mediaTypeId(lookup, names.mediaType()), WebhookPart.id(names.mediaType()));
        String user = Lookup.demanded(UserPart.userId(lookup, account), UserPart.id(account.user()));
        return Map.of(
                "operationtype",
                MESSAGE,
                "opmessage",
                Map.of("default_msg", 0, "mediatypeid", type, "subject", "{EVENT.NAME}", "message", "{EVENT.ID}"),
                "opmessage_usr",
                List.of(Map.of("userid", user)));
    }

    private Optional<String> actionId() {
        return action().map(found -> found.path("actionid").asText());
    }

    @Override
    public void remove() {
        actionId().ifPresent(id -> lookup.api().call("action.delete", List.of(id)));
    }
}

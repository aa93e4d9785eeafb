package nl.meldkamer.agent.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.meldkamer.audit.alert.Act;
import nl.meldkamer.audit.alert.Actors;
import nl.meldkamer.audit.alert.Alert;
import nl.meldkamer.audit.alert.Alert.Happening;
import org.jspecify.annotations.Nullable;

/**
 * What Zabbix itself knows of the problems of a host: each with its updates and its end. Who made an update is told by
 * username where the token's user may see that person, which is where both are in one user group; else by number.
 * Reads only. Thread-safe.
 */
public final class AlertHistory implements Actors {

    private static final int SEVERITY_CHANGED = 8;
    private static final String NONE = "0";

    private final Api api;
    private final String zabbix;
    private final String host;

    /** @param zabbix address of its frontend, which is part of what tells one alert from another */
    public AlertHistory(Api api, String zabbix, String host) {
        this.api = api;
        this.zabbix = Alert.frontend(zabbix);
        this.host = host;
    }

    /**
     * Some problems and all that happened to them.
     *
     * @param problems their numbers
     * @param last the greatest of these; empty when there are none
     */
    public record Page(Set<String> problems, OptionalLong last, List<Alert> alerts) {
        public Page {
            problems = Set.copyOf(problems);
            alerts = List.copyOf(alerts);
        }
    }

    /** The problems of the host from a number on, in their order, {@code most} of them. */
    public Page from(long number, int most) throws ApiException {
        return ofHost(Map.of("eventid_from", number), most);
    }

    /** Those that began at a moment or later. */
    public Page since(Instant moment, int most) throws ApiException {
        return ofHost(Map.of("time_from", moment.getEpochSecond()), most);
    }

    private Page ofHost(Map<String, ?> start, int most) throws ApiException {
        String id = api.call("host.get", Map.of("output", List.of("hostid"), "filter", Map.of("host", List.of(host))))
                .path(0)
                .path("hostid")
                .asText();
        if (id.isEmpty())
            throw new ApiException("host.get: there is no host '" + host + "' that the token's user may see");
        Map<String, Object> parameters = new HashMap<>(start);
        parameters.putAll(
                Map.of("hostids", id, "value", 1, "sortfield", List.of("eventid"), "sortorder", "ASC", "limit", most));
        return page(parameters);
    }

    /** Those of these numbers that Zabbix shows. */
    public Page of(Collection<String> numbers) throws ApiException {
        return page(new HashMap<>(Map.of("eventids", List.copyOf(numbers))));
    }

    @Override
    public Optional<String> of(Alert update) {
        if (!update.zabbix().equals(zabbix)) return Optional.empty();
        try {
            return of(List.of(update.problem())).alerts().stream()
                    .filter(alert -> alert.id().equals(update.id()))
                    .findFirst()
                    .map(Alert::actor);
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    private Page page(Map<String, Object> parameters) throws ApiException {
        parameters.put("source", 0);
        parameters.put("object", 0);
        parameters.put("output", List.of("eventid", "objectid", "clock", "name", "severity", "r_eventid"));
        parameters.put("selectHosts", List.of("host"));
        parameters.put(
                api.isAtLeast(7, 0) ? "selectAcknowledges" : "select_acknowledges",
                List.of("userid", "username", "clock", "message", "action", "old_severity", "new_severity"));
        JsonNode events = api.call("event.get", parameters);
        Map<String, Instant> ends = ends(events);
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode event : events) add(event, ends, alerts);
        Set<String> numbers = stream(events).map(AlertHistory::number).collect(Collectors.toSet());
        return new Page(numbers, numbers.stream().mapToLong(Long::parseLong).max(), alerts);
    }

    private static String number(JsonNode event) {
        return event.path("eventid").asText();
    }

    /** When each recovery was, by its number. */
    private Map<String, Instant> ends(JsonNode events) throws ApiException {
        Set<String> recoveries = new HashSet<>();
        events.forEach(event -> recovery(event).ifPresent(recoveries::add));
        Map<String, Instant> ends = new HashMap<>();
        if (recoveries.isEmpty()) return ends;
        Map<String, Object> parameters = Map.of(
                "source", 0, "object", 0, "output", List.of("eventid", "clock"), "eventids", List.copyOf(recoveries));
        for (JsonNode end : api.call("event.get", parameters)) ends.put(number(end), clock(end));
        return ends;
    }

    private static Optional<String> recovery(JsonNode event) {
        return Optional.of(event.path("r_eventid").asText()).filter(id -> !id.isEmpty() && !id.equals(NONE));
    }

    private void add(JsonNode event, Map<String, Instant> ends, List<Alert> alerts) {
        ObjectNode about = about(event);
        alerts.add(alert(
                event,
                new Alert.Problem(),
                clock(event),
                null,
                about.deepCopy().put("severity", firstSeverity(event))));
        for (JsonNode each : event.path("acknowledges"))
            alerts.add(alert(event, update(each), clock(each), actor(each), details(about, each)));
        recovery(event).ifPresent(id -> {
            // Of an end that Zabbix has no moment of, nothing is said.
            if (ends.containsKey(id))
                alerts.add(alert(
                        event,
                        new Alert.Recovery(),
                        ends.get(id),
                        null,
                        about.deepCopy().put("recovery_id", id)));
        });
    }

    private Alert alert(JsonNode event, Happening happening, Instant at, @Nullable String actor, ObjectNode details) {
        return new Alert(zabbix, number(event), happening, at, actor, details.toString());
    }

    private ObjectNode about(JsonNode event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("zabbix", zabbix)
                .put("host", event.path("hosts").path(0).path("host").asText(host))
                .put("trigger_id", event.path("objectid").asText())
                .put("name", event.path("name").asText())
                .put("told_by", "event.get");
    }

    /** The one that it had before anybody changed it. */
    private static String firstSeverity(JsonNode event) {
        return stream(event.path("acknowledges"))
                .filter(each -> changesSeverity(each))
                .min((one, other) -> clock(one).compareTo(clock(other)))
                .map(first -> first.path("old_severity").asText())
                .orElse(event.path("severity").asText());
    }

    private static boolean changesSeverity(JsonNode update) {
        return (update.path("action").asInt() & SEVERITY_CHANGED) != 0;
    }

    private static Alert.Update update(JsonNode each) {
        String message = each.path("message").asText();
        return new Alert.Update(Act.inBits(each.path("action").asInt()), message.isBlank() ? null : message);
    }

    private static ObjectNode details(ObjectNode about, JsonNode each) {
        Alert.Update update = update(each);
        ObjectNode details = about.deepCopy();
        details.put(
                "update_action", update.acts().stream().sorted().map(Act::words).collect(Collectors.joining(", ")));
        if (update.message() != null) details.put("update_message", update.message());
        if (changesSeverity(each))
            details.put("old_severity", each.path("old_severity").asText())
                    .put("new_severity", each.path("new_severity").asText());
        return details;
    }

    private static String actor(JsonNode each) {
        String name = each.path("username").asText();
        return name.isBlank() ? "user " + each.path("userid").asText() : name;
    }

    private static Instant clock(JsonNode of) {
        return Instant.ofEpochSecond(of.path("clock").asLong());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

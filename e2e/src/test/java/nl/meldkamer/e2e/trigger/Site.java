package nl.meldkamer.e2e.trigger;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.meldkamer.e2e.ZabbixAlone;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;
import nl.meldkamer.templates.Group;

/** The hosts of a Zabbix that have the template, and what becomes of the values sent to them. Not thread-safe. */
final class Site {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String TEMPLATE = "Verenigingen by Zabbix trapper";
    private static final int PACKET = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZabbixAlone zabbix;
    private final TrapperSender sender;
    private final String groupId;
    private final String templateId;
    private final Map<String, String> hostIds = new HashMap<>();

    Site(ZabbixAlone zabbix, String template) throws IOException {
        this.zabbix = zabbix;
        sender = new TrapperSender(TrapperConfig.to(zabbix.trapper()));
        zabbix.importTemplate(template);
        templateId = zabbix.call("template.get", Map.of("filter", Map.of("host", TEMPLATE)))
                .path(0)
                .path("templateid")
                .asText();
        groupId = zabbix.call("hostgroup.create", Map.of("name", "Proeven"))
                .path("groupids")
                .path(0)
                .asText();
    }

    void createHost(String host, Map<String, String> macros) throws IOException {
        List<Map<String, String>> list = new ArrayList<>();
        macros.forEach((macro, value) -> list.add(Map.of("macro", macro, "value", value)));
        JsonNode created = zabbix.call(
                "host.create",
                Map.of(
                        "host",
                        host,
                        "groups",
                        List.of(Map.of("groupid", groupId)),
                        "templates",
                        List.of(Map.of("templateid", templateId)),
                        "macros",
                        list));
        hostIds.put(host, created.path("hostids").path(0).asText());
    }

    /** Lets the discoveries find the entity; its items and triggers are there a little later. */
    void discover(String host, Set<Group> groups) throws IOException {
        long now = Instant.now().getEpochSecond();
        List<Sample> samples = new ArrayList<>();
        for (Group group : groups) {
            var discovery = group.discovery().orElseThrow();
            String found = JSON.writeValueAsString(List.of(Entity.found(discovery)));
            samples.add(Sample.of(host, discovery.key(), found, now, 0));
        }
        send(samples);
    }

    /**
     * Throws when one of them is not taken in time. The server learns of new items within seconds, and takes no value
     * twice.
     */
    void send(List<Sample> samples) {
        List<Sample> ordered =
                samples.stream().sorted(Comparator.comparingLong(Sample::clock)).toList();
        for (int from = 0; from < ordered.size(); from += PACKET) {
            Packet packet = Packet.of(ordered.subList(from, Math.min(from + PACKET, ordered.size())));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> sender.send(packet) instanceof Outcome.Accepted);
        }
    }

    /** The ids of a host's triggers by their names. */
    Map<String, String> triggers(String host) throws IOException {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode trigger : zabbix.call(
                "trigger.get", Map.of("hostids", List.of(hostId(host)), "output", List.of("triggerid", "description"))))
            ids.put(
                    trigger.path("description").asText(),
                    trigger.path("triggerid").asText());
        return ids;
    }

    /** The names of the triggers that fire now. */
    Set<String> firing(String host) throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode trigger : zabbix.call(
                "trigger.get",
                Map.of(
                        "hostids", List.of(hostId(host)),
                        "filter", Map.of("value", 1),
                        "output", List.of("description"))))
            names.add(trigger.path("description").asText());
        return names;
    }

    /** The clock of the newest value in an item's history. */
    long lastClock(String host, String key) throws IOException {
        return zabbix.call(
                        "item.get",
                        Map.of(
                                "hostids", List.of(hostId(host)),
                                "filter", Map.of("key_", key),
                                "output", List.of("lastclock")))
                .path(0)
                .path("lastclock")
                .asLong();
    }

    private String hostId(String host) {
        return hostIds.getOrDefault(host, "");
    }

    /** Trigger id to all its problems, those that ended too, oldest first. */
    Map<String, List<Incident>> incidents() throws IOException {
        Map<String, List<Incident>> incidents = new HashMap<>();
        for (JsonNode event : zabbix.call(
                "event.get",
                Map.of(
                        "hostids",
                        hostIds.values(),
                        "source",
                        0,
                        "object",
                        0,
                        "value",
                        1,
                        "sortfield",
                        "eventid",
                        "output",
                        List.of("objectid", "clock", "name", "severity", "opdata", "r_eventid"))))
            incidents
                    .computeIfAbsent(event.path("objectid").asText(), id -> new ArrayList<>())
                    .add(incident(event));
        return incidents;
    }

    private static Incident incident(JsonNode event) {
        return new Incident(
                event.path("name").asText(),
                event.path("opdata").asText(),
                event.path("severity").asInt(),
                event.path("clock").asLong(),
                !event.path("r_eventid").asText("0").equals("0"));
    }

    /** What Zabbix says of a trigger that it could not work out; empty when it could. */
    String error(String triggerId) throws IOException {
        return zabbix.call("trigger.get", Map.of("triggerids", triggerId, "output", List.of("error")))
                .path(0)
                .path("error")
                .asText();
    }
}

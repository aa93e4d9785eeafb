package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The alerts of a real Zabbix in the audit store: by what install makes there, and, where that could not, by its API. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AlertsCases extends AlertsFixture {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACKNOWLEDGE_AND_COMMENT = 6;
    private static final int SECRET = 1;

    AlertsCases(ZabbixInstallation installation) {
        super(installation);
    }

    @Test
    @Order(1)
    void whatInstallMadePassesTheTestOfMediaTypesAndIsNotMadeTwice() throws Exception {
        assertThat(run("install", "--yes").output())
                .contains("There is nothing to do.")
                .doesNotContain("keep ");
        JsonNode type = api.call(
                        "mediatype.get",
                        Map.of("filter", Map.of("name", "Meldkamer audit store " + HOST), "output", "extend"))
                .path(0);
        assertThat(tested(type, Map.of())).contains("The audit store answers. Whether");
        assertThat(tested(type, Map.of("audit_token", TOKEN))).contains("The audit store answers and knows the token.");
        assertThat(tested(type, Map.of("audit_token", "another token of some length")))
                .contains("the audit store answers 401")
                .doesNotContain("another token");
    }

    @Test
    @Order(2)
    void aProblemAnAcknowledgementAndTheRecoveryComeByTheWebhookWithTheirTimesAndTheActor() throws Exception {
        String problem = raise();
        eventually(problem, List.of("alert_problem"));
        api.call(
                "event.acknowledge",
                Map.of("eventids", problem, "action", ACKNOWLEDGE_AND_COMMENT, "message", "I look at \"it\"\n{now}"));
        eventually(problem, List.of("alert_problem", "alert_acknowledged"));
        send(0);
        eventually(problem, List.of("alert_problem", "alert_acknowledged", "alert_recovered"));
        List<JsonNode> events = events(problem);
        assertThat(events.get(0).path("occurred").asText())
                .isEqualTo(began(problem).toString());
        assertThat(events.get(0).path("details").path("severity").asText()).isEqualTo("4");
        assertThat(events.get(1).path("actor").asText()).isEqualTo("user 1");
        assertThat(events.get(1).path("details").path("update_message").asText())
                .isEqualTo("I look at \"it\"\n{now}");
    }

    @Test
    @Order(3)
    void whatHappensWhileTheStoreIsAwayIsBroughtOnceByAskingZabbix() throws Exception {
        daemon.stop();
        String problem = raise();
        api.call(
                "event.acknowledge", Map.of("eventids", problem, "action", ACKNOWLEDGE_AND_COMMENT, "message", "dark"));
        send(0);
        await().atMost(PATIENCE)
                .until(() -> !problem(problem).path("r_eventid").asText().equals("0"));
        startDaemon();
        eventually(problem, List.of("alert_problem", "alert_acknowledged", "alert_recovered"));
        // Zabbix tries the webhook three times, ten seconds apart.
        await().during(Duration.ofSeconds(25))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actions(problem))
                        .containsExactlyInAnyOrder("alert_problem", "alert_acknowledged", "alert_recovered"));
        assertThat(events(problem))
                .extracting(event -> event.path("actor").asText())
                .contains("user 1");
    }

    @Test
    @Order(4)
    void theFiguresArrive() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(value("ver.incident.open")).isEqualTo("0");
            assertThat(value("ver.incident.ended[day]")).isEqualTo("2");
            assertThat(value("ver.incident.noise[month]")).isEqualTo("0");
            assertThat(value("ver.incident.compare.failures")).isEqualTo("0");
            assertThat(Double.parseDouble(value("ver.incident.ack.median[month]")))
                    .isBetween(0.0, 60.0);
            assertThat(Double.parseDouble(value("ver.incident.detect.p95[day]")))
                    .isBetween(0.0, 120.0);
        });
    }

    @Test
    @Order(5)
    void theTokenIsNowhereButInItsMacro() throws Exception {
        String host = id("host", "hostid", "host", HOST);
        JsonNode macro = api.call(
                        "usermacro.get",
                        Map.of(
                                "hostids",
                                host,
                                "filter",
                                Map.of("macro", "{$MELDKAMER.AUDIT.TOKEN}"),
                                "output",
                                "extend"))
                .path(0);
        assertThat(macro.path("type").asInt()).isEqualTo(SECRET);
        assertThat(macro.toString()).doesNotContain(TOKEN);
        assertThat(api.call("mediatype.get", Map.of("output", "extend")).toString())
                .doesNotContain(TOKEN);
        assertThat(Files.readString(daemon.log())).doesNotContain(TOKEN);
        assertThat(Files.readString(directory.resolve("installed/installed.json")))
                .doesNotContain(TOKEN);
        assertThat(api.call("alert.get", Map.of("output", "extend")).toString()).doesNotContain(TOKEN);
    }

    @Test
    @Order(6)
    void uninstallTakesItAwayAgain() throws Exception {
        assertThat(run("uninstall", "--yes").exit()).isZero();
        Map<String, String> ours = Map.of("name", "Meldkamer audit store " + HOST);
        assertThat(api.call("mediatype.get", Map.of("filter", ours))).isEmpty();
        assertThat(api.call("action.get", Map.of("filter", ours))).isEmpty();
    }

    /** As the button Test in the frontend does it. */
    private String tested(JsonNode type, Map<String, String> filledIn) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        type.path("parameters")
                .forEach(each -> parameters.put(
                        each.path("name").asText(), each.path("value").asText()));
        parameters.putAll(filledIn);
        String session = frontend.api().login(ZabbixApi.ADMINISTRATOR).session();
        byte[] request = JSON.writeValueAsBytes(Map.of(
                "request",
                "alert.send",
                "sid",
                session,
                "data",
                Map.of("mediatypeid", type.path("mediatypeid").asText(), "parameters", parameters)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ByteBuffer header = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
            header.put("ZBXD\u0001".getBytes(UTF_8)).putLong(request.length);
            socket.getOutputStream().write(header.array());
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private String raise() throws Exception {
        String before = newest();
        send(1);
        await().atMost(PATIENCE).until(() -> !newest().equals(before));
        return newest();
    }

    private String newest() throws IOException {
        return api.call(
                        "event.get",
                        Map.of(
                                "source",
                                0,
                                "object",
                                0,
                                "value",
                                1,
                                "hostids",
                                id("host", "hostid", "host", HOST),
                                "filter",
                                Map.of("name", "Alarm"),
                                "sortfield",
                                "eventid",
                                "sortorder",
                                "DESC",
                                "limit",
                                1))
                .path(0)
                .path("eventid")
                .asText();
    }

    private JsonNode problem(String number) throws IOException {
        return api.call("event.get", Map.of("eventids", number, "output", "extend"))
                .path(0);
    }

    private Instant began(String number) throws IOException {
        return Instant.ofEpochSecond(problem(number).path("clock").asLong());
    }

    private void send(int value) throws Exception {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> command(
                                "send",
                                "-z",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(server.port()),
                                "-s",
                                HOST,
                                "-k",
                                KEY,
                                "-o",
                                Integer.toString(value))
                        != null);
    }

    private void eventually(String problem, List<String> actions) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(actions(problem)).containsExactlyInAnyOrderElementsOf(actions));
    }

    private List<String> actions(String problem) throws IOException {
        return events(problem).stream()
                .map(event -> event.path("action").asText())
                .toList();
    }

    private List<JsonNode> events(String problem) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        String lines = command(
                "audit", "--config", configuration().toString(), "list", "--reference", "Zabbix Event/" + problem);
        for (String line : lines.lines().toList()) if (line.startsWith("{")) events.add(JSON.readTree(line));
        return events;
    }

    private String value(String key) throws IOException {
        return api.call("item.get", Map.of("host", HOST, "filter", Map.of("key_", key), "output", List.of("lastvalue")))
                .path(0)
                .path("lastvalue")
                .asText();
    }
}

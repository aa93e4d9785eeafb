package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.meldkamer.templates.Catalogues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The alerts of a real Zabbix in the audit store: by what install makes there, and, where that could not, by its API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AlertsCases {

    private static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "De Linde";
    private static final String KEY = "test.alarm";
    private static final String TOKEN = "t0ken-of-zabbix-for-the-audit-store";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TRAPPER = 2;
    private static final int UNSIGNED = 3;
    private static final int ACKNOWLEDGE_AND_COMMENT = 6;
    private static final int SECRET = 1;

    private final ZabbixInstallation installation;
    private Service.Settings settings;
    private Path directory;
    private Postgres postgres;
    private ZabbixServer server;
    private ZabbixFrontend frontend;
    private ZabbixApi api;
    private Service daemon;
    private Path token;
    private int port;

    AlertsCases(ZabbixInstallation installation) {
        this.installation = installation;
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = TestDirectory.open(temporary);
        settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
        for (Server each : List.of(postgres, server, frontend)) each.start();
        api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
        // The times that the webhook tells must not depend on it.
        api.call("settings.update", Map.of("default_timezone", "Asia/Tokyo"));
        token = Files.writeString(directory.resolve("audit.token"), TOKEN + "\n");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        catalogue();
        assertThat(run("install", "--yes").exit()).isZero();
        alarm();
        Path home = settings.account().directory(directory.resolve("meldkamer"));
        configure(home);
        daemon = new Service("meldkamer", home, settings, Signal.TERM);
        startDaemon();
    }

    @AfterAll
    void stop() throws Exception {
        if (daemon != null) daemon.stop();
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }

    /** Of all that is built in, what is about alerts. */
    private void catalogue() throws IOException {
        Path catalogue = Files.createDirectory(directory.resolve("catalogue"));
        Files.writeString(
                catalogue.resolve("template.yaml"), "template: {name: Alerts, group: Templates/Applications}\n");
        Files.writeString(catalogue.resolve("audit-alerts.yaml"), builtIn("audit-alerts.yaml"));
        String macros = builtIn("macros.yaml")
                .lines()
                .filter(line -> line.contains("{$VER.ALERT."))
                .collect(Collectors.joining("\n"));
        Files.writeString(catalogue.resolve("macros.yaml"), "macros:\n" + macros + "\n");
    }

    private static String builtIn(String file) throws IOException {
        try (var in = Catalogues.class.getResourceAsStream("verenigingen/" + file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void alarm() throws IOException {
        String host = id("host", "hostid", "host", HOST);
        api.call(
                "item.create",
                Map.of("hostid", host, "name", KEY, "key_", KEY, "type", TRAPPER, "value_type", UNSIGNED));
        api.call(
                "trigger.create",
                Map.of(
                        "description",
                        "Alarm",
                        "expression",
                        "last(/" + HOST + "/" + KEY + ")>0",
                        "priority",
                        4,
                        "manual_close",
                        1));
    }

    private void configure(Path home) throws IOException {
        Path own = Files.copy(directory.resolve("installed/zabbix.token"), home.resolve("zabbix.token"));
        Path producer = Files.copy(token, home.resolve("producer.token"));
        for (Path file : List.of(own, producer)) settings.account().own(file);
        Files.writeString(configuration(), """
            host: %s
            server:
              address: 127.0.0.1:%d
              api: {url: "%s", token: "${file:%s}"}
            data: %s
            catalogue: [%s]
            sources: {host: {host: {}}}
            groups: {audit.alerts: {every: 3s}, audit.alert-times: {every: 3s}}
            audit:
              stream: linde/verenigingen
              listen: 127.0.0.1:%d
              producers: {zabbix: {token: "${file:%s}", stream: linde/alerts}}
              alerts: {producer: zabbix, every: 3s}
            """.formatted(
                        HOST,
                        server.port(),
                        frontend.address().resolve("api_jsonrpc.php"),
                        own,
                        home,
                        directory.resolve("catalogue"),
                        port,
                        producer));
    }

    private Path configuration() {
        return directory.resolve("meldkamer.yaml");
    }

    private void startDaemon() throws IOException {
        daemon.start(
                List.of(LAUNCHER.toString(), "run", "--config", configuration().toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                () -> command("status", "--config", configuration().toString()),
                PATIENCE);
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

    private String id(String kind, String field, String by, String value) throws IOException {
        return api.call(kind + ".get", Map.of("output", List.of(field), "filter", Map.of(by, value)))
                .path(0)
                .path(field)
                .asText();
    }

    private String command(String... words) throws IOException {
        List<String> all = new ArrayList<>(settings.account().running(directory));
        all.add(LAUNCHER.toString());
        all.addAll(List.of(words));
        return Command.of(all).output();
    }

    private record Run(int exit, String output) {}

    private Run run(String command, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(LAUNCHER.toString(), command));
        words.addAll(List.of(
                "--url",
                frontend.address().toString(),
                "--user",
                "Admin",
                "--directory",
                directory.resolve("installed").toString()));
        if (command.equals("install"))
            words.addAll(List.of(
                    "--host",
                    HOST,
                    "--no-psk",
                    "--catalogue",
                    directory.resolve("catalogue").toString(),
                    "--audit-url",
                    "http://127.0.0.1:" + port,
                    "--audit-token-file",
                    token.toString()));
        words.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectInput(Command.NOTHING);
        builder.environment().put("MELDKAMER_ZABBIX_PASSWORD", "zabbix");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }
}

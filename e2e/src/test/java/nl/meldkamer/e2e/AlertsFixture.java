package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.meldkamer.templates.Catalogues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Zabbix in which install has made what tells a daemon's audit store of its alerts, and that daemon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AlertsFixture {

    private static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();

    static final String HOST = "De Linde";
    static final String KEY = "test.alarm";
    static final String TOKEN = "t0ken-of-zabbix-for-the-audit-store";
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TRAPPER = 2;
    private static final int UNSIGNED = 3;

    private final ZabbixInstallation installation;
    private Service.Settings settings;
    Path directory;
    private Postgres postgres;
    ZabbixServer server;
    ZabbixFrontend frontend;
    ZabbixApi api;
    Service daemon;
    private Path token;
    private int port;

    AlertsFixture(ZabbixInstallation installation) {
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

    Path configuration() {
        return directory.resolve("meldkamer.yaml");
    }

    void startDaemon() throws IOException {
        daemon.start(
                List.of(LAUNCHER.toString(), "run", "--config", configuration().toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                () -> command("status", "--config", configuration().toString()),
                PATIENCE);
    }

    String id(String kind, String field, String by, String value) throws IOException {
        return api.call(kind + ".get", Map.of("output", List.of(field), "filter", Map.of(by, value)))
                .path(0)
                .path(field)
                .asText();
    }

    String command(String... words) throws IOException {
        List<String> all = new ArrayList<>(settings.account().running(directory));
        all.add(LAUNCHER.toString());
        all.addAll(List.of(words));
        return Command.of(all).output();
    }

    record Run(int exit, String output) {}

    Run run(String command, String... options) throws Exception {
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

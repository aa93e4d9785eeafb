package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Zabbix server answers before it writes. One that is killed in between has lost what it has acknowledged; the spool
 * remembers that, tells how much it was, and puts it right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AcknowledgedCases {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String HOST = "kept";
    private static final String KEY = "test.number";
    private static final int TRAPPER = 2;
    private static final int UNSIGNED = 3;
    private static final int BEFORE = 1_000;
    private static final int LOST = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ZabbixInstallation installation;
    private Service.Settings settings;
    private Path directory;
    private Postgres postgres;
    private ZabbixServer server;
    private ZabbixFrontend frontend;
    private Service daemon;
    private String itemId;
    private int made;

    AcknowledgedCases(ZabbixInstallation installation) {
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
        ZabbixApi api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
        itemId = item(api);
        Path home = settings.account().directory(directory.resolve("meldkamer"));
        configure(home, api);
        daemon = new Service("meldkamer", home, settings, Signal.TERM);
        daemon.start(
                List.of(launcher(), "run", "--config", configuration().toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                () -> run("status", "--config", configuration().toString()),
                PATIENCE);
    }

    @AfterAll
    void stop() throws Exception {
        daemon.stop();
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }

    private static String item(ZabbixApi api) throws IOException {
        List<?> linuxServers = List.of(Map.of("groupid", "2"));
        String hostId = api.call("host.create", Map.of("host", HOST, "groups", linuxServers))
                .path("hostids")
                .path(0)
                .asText();
        return api.call(
                        "item.create",
                        Map.of(
                                "hostid",
                                hostId,
                                "name",
                                KEY,
                                "key_",
                                KEY,
                                "type",
                                TRAPPER,
                                "value_type",
                                UNSIGNED,
                                "history",
                                "90d",
                                "trends",
                                "0"))
                .path("itemids")
                .path(0)
                .asText();
    }

    private void configure(Path home, ZabbixApi api) throws IOException {
        String token = new ZabbixAdministration(api).newToken("meldkamer");
        Path file = Files.writeString(home.resolve("token"), token);
        settings.account().own(file);
        Path catalogue = Files.createDirectory(directory.resolve("catalogue"));
        Files.writeString(
                catalogue.resolve("template.yaml"), "template: {name: Kept, group: Templates/Applications}\n");
        Files.writeString(catalogue.resolve("idle.yaml"), """
                groups:
                  - group: idle
                    source: host
                    every: 1h
                    description: Switched off, as the values come from elsewhere.
                    collect: {host: cpu}
                    items: [{key: test.cpu, name: CPU, value: cpu_pct, type: float}]
                """);
        Files.writeString(configuration(), """
                host: %s
                server:
                  address: 127.0.0.1:%d
                  api: {url: "%s", token: "${file:%s}"}
                data: %s
                catalogue: [%s]
                sources: {host: {host: {}}}
                groups: {idle: {enabled: false}}
                spool: {remember-delivered: 1h}
                """.formatted(
                        HOST, server.port(), frontend.address().resolve("api_jsonrpc.php"), file, home, catalogue));
    }

    @Test
    void whatAKilledServerHadAcknowledgedAndNotWrittenIsNamedAndSentAgain() throws Exception {
        send(BEFORE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isEqualTo(BEFORE));
        killWhileItCannotWrite();
        assertThat(rows()).isEqualTo(BEFORE);

        assertThatThrownBy(this::verify)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exited with 1")
                .hasMessageContaining("missing: and " + (LOST - 100) + " more");
        assertThatThrownBy(() -> verify("--resend")).hasMessageContaining(LOST + " values wait again");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isEqualTo(BEFORE + LOST));
        assertThat(verify()).contains((BEFORE + LOST) + " values are in the history, 0 are missing, 0 are there twice");
        assertThat(different()).isEqualTo(BEFORE + LOST);
    }

    private void killWhileItCannotWrite() throws Exception {
        try (Connection connection = postgres.connect(server.database())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE history_uint IN ACCESS EXCLUSIVE MODE");
            }
            send(LOST);
            await().atMost(PATIENCE).until(() -> isDelivered());
            server.kill();
        }
        server.start();
    }

    private boolean isDelivered() throws IOException {
        return run("spool", "--config", configuration().toString(), "list").isBlank();
    }

    private void send(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        long clock = Instant.now().getEpochSecond();
        for (int i = 0; i < count; i++, made++) lines.add(HOST + " " + KEY + " " + clock + " " + made + " " + made);
        Path file = Files.write(directory.resolve("values"), lines);
        run("send", "--spool", "--socket", socket(), "-T", "-N", "-i", file.toString());
    }

    private String verify(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "spool", "--config", configuration().toString(), "verify", "--against-history", "--settle", "0"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private String run(String... words) throws IOException {
        List<String> all = new ArrayList<>(settings.account().running(directory));
        all.add(launcher());
        all.addAll(List.of(words));
        return Command.of(all).output();
    }

    private static String launcher() {
        return CHECKOUT.resolve("zabbix-sender/agent/target/meldkamer/bin/meldkamer")
                .toString();
    }

    private Path configuration() {
        return directory.resolve("meldkamer.yaml");
    }

    private String socket() {
        return directory.resolve("meldkamer/spool/meldkamer.sock").toString();
    }

    private int rows() throws SQLException, IOException {
        return count("*");
    }

    private int different() throws SQLException, IOException {
        return count("DISTINCT value");
    }

    private int count(String what) throws SQLException, IOException {
        try (Connection connection = postgres.connect(server.database());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(" + what + ") FROM history_uint WHERE itemid = " + itemId)) {
            row.next();
            return row.getInt(1);
        }
    }
}

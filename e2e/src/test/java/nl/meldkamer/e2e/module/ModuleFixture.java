package nl.meldkamer.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.e2e.Port;
import nl.meldkamer.e2e.ZabbixUnderFire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server of one release of Zabbix with the module in it, and a daemon that delivers to it by trapper. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModuleFixture {

    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    static final String PULLED = "Shelf by module";
    private static final int SIMPLE_CHECK = 3;
    static final int UNSIGNED = 3;
    private static final String RACE = "panic: failed to obtain PID of dead child process: no child processes";
    private static final int MOST_STARTS = 5;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Path root;
    private final boolean throughZabbixsGateway;
    private Optional<JavaGateway> gateway = Optional.empty();
    Path directory;
    Build build;
    ZabbixUnderFire zabbix;
    ShelfDaemon daemon;
    private int gatewayPort;
    int jmxPort;

    /** The server asks for JMX items through Zabbix's own Java gateway, or the daemon in its place. */
    ModuleFixture(Path root, boolean throughZabbixsGateway) {
        this.root = root;
        this.throughZabbixsGateway = throughZabbixsGateway;
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        build = Build.of(CHECKOUT, directory.resolve("installed"));
        Path shelf = directory.resolve("shelf");
        gatewayPort = Port.free();
        if (throughZabbixsGateway) gateway = Optional.of(JavaGateway.start(directory));
        jmxPort = Port.free();
        zabbix = new ZabbixUnderFire(
                directory.resolve("zabbix"),
                root,
                List.of(
                        "LoadModulePath=" + build.directory(),
                        "LoadModule=" + build.module(),
                        "JavaGateway=127.0.0.1",
                        "JavaGatewayPort=" + gateway.map(JavaGateway::port).orElse(gatewayPort),
                        "StartJavaPollers=1"),
                Agent.moduleConfiguration(directory, shelf.resolve("meldkamer.sock"), "ConfirmHistory=1\n"));
        zabbix.start();
        zabbix.configure(ModuleFixture::makeHosts);
        daemon = ShelfDaemon.start(
                shelf,
                build.launcher(),
                surroundings(),
                List.of(
                        "jmx: {port: " + jmxPort + ", user: zabbix, password: s3cret}",
                        "java-gateway: {listen: \"127.0.0.1:" + gatewayPort + "\"}"));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(daemon.process().isRunning())
                    .as(daemon.process().output())
                    .isTrue();
            assertThat(Integer.parseInt(daemon.health().get("latest.keys"))).isGreaterThan(ShelfDaemon.PLACES);
            assertThat(daemon.health()).containsEntry("latest.on-board", Integer.toString(ShelfDaemon.PLACES));
        });
    }

    @AfterAll
    void stop() throws Exception {
        if (daemon != null) daemon.close();
        gateway.ifPresent(JavaGateway::close);
        zabbix.close();
    }

    /** One host that the daemon sends to, and one whose items ask the module in the server. */
    private static String makeHosts(ZabbixUnderFire.Configuration configuration) throws IOException {
        String sent = configuration.createHost(ShelfDaemon.HOST);
        for (int place = 1; place <= ShelfDaemon.PLACES; place++)
            configuration.createItem(sent, ShelfDaemon.key(place), UNSIGNED);
        String pulled = configuration.createHost(PULLED);
        Map<String, Object> asked = asked(configuration, pulled);
        Map<String, Object> rule = new HashMap<>(asked);
        rule.putAll(Map.of("name", "Places", "key_", "meldkamer.discovery[shelf.discovery]"));
        Map<String, Object> prototype = new HashMap<>(asked);
        prototype.putAll(Map.of(
                "ruleid",
                configuration.create("discoveryrule", "itemids", rule),
                "name",
                "Place {#N}",
                "key_",
                "meldkamer.get[shelf.value,,{#N}]",
                "value_type",
                UNSIGNED));
        return configuration.create("itemprototype", "itemids", prototype);
    }

    /** What items of a host have in common that ask a module. Zabbix wants an interface, and asks nothing there. */
    static Map<String, Object> asked(ZabbixUnderFire.Configuration configuration, String host) throws IOException {
        String nowhere = configuration.create(
                "hostinterface",
                "interfaceids",
                Map.of(
                        "hostid",
                        host,
                        "type",
                        1,
                        "main",
                        1,
                        "useip",
                        1,
                        "ip",
                        "127.0.0.1",
                        "dns",
                        "",
                        "port",
                        "10050"));
        return Map.of("hostid", host, "interfaceid", nowhere, "type", SIMPLE_CHECK, "delay", "2s");
    }

    private ShelfDaemon.Surroundings surroundings() throws Exception {
        try (Connection connection = zabbix.database();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
            String[] address = connection.getMetaData().getURL().split("[/:?]", -1);
            return new ShelfDaemon.Surroundings(
                    zabbix.trapper().getPort(), Integer.parseInt(address[5]), address[6], "reader", "reader");
        }
    }

    Agent agentd(String name) throws Exception {
        return ready(Agent.agentd(directory.resolve(name), root, build, daemon.socket()));
    }

    /** Started again when it panics in a race of its own: a plugin's trial run ended, and it has no child to wait for. */
    Agent agent2(String name) throws Exception {
        for (int start = 1; ; start++) {
            Agent agent = Agent.agent2(directory.resolve(name + "-" + start), root, build, daemon.socket());
            await().atMost(PATIENCE)
                    .until(() -> !agent.process().isRunning()
                            || agent.get("meldkamer.ping").equals("1"));
            boolean raced = agent.process().output().contains(RACE);
            if (agent.process().isRunning() || !raced || start == MOST_STARTS) return ready(agent);
            agent.close();
        }
    }

    private static Agent ready(Agent agent) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(agent.process().isRunning()).as(agent.process().output()).isTrue();
            assertThat(agent.get("meldkamer.ping")).as(agent.process().output()).isEqualTo("1");
        });
        return agent;
    }

    double number(String query) throws Exception {
        try (Connection connection = zabbix.database();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}

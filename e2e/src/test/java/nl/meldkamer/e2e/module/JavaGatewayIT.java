package nl.meldkamer.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.meldkamer.e2e.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A daemon is asked for its figures through Zabbix's own Java gateway, and in its place. */
class JavaGatewayIT {

    private static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();
    private static final Path TEMPLATE = Path.of("../zabbix-templates/6.0/template_app_meldkamer_jmx.xml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of these none changes once the one group was collected. */
    private static final List<String> VALUES = List.of(
            "jmx[\"nl.meldkamer:type=Daemon\",Version]",
            "jmx[\"nl.meldkamer:type=Daemon\",Host]",
            "jmx[\"nl.meldkamer:type=Daemon\",Groups]",
            "jmx[\"nl.meldkamer:type=Daemon\",FailingGroups]",
            "jmx[\"nl.meldkamer:type=Daemon\",\"KnownKeys\",unique]",
            "jmx[\"nl.meldkamer:type=Collection,group=machine.memory\",Status]",
            "jmx[\"nl.meldkamer:type=Collection,group=machine.memory\",TookMillis]",
            "jmx[\"nl.meldkamer:type=Collection,group=machine.memory\",Error]",
            "jmx[\"nl.meldkamer:type=Delivery,destination=head office\",Waiting]",
            "jmx[\"nl.meldkamer:type=Delivery,destination=head office\",Accepted]",
            "jmx[\"nl.meldkamer:type=Spool\",Appended]",
            "jmx[\"nl.meldkamer:type=Spool\",Dropped]",
            "jmx[\"java.lang:type=Runtime\",VmName]",
            "jmx[\"java.lang:type=Memory\",HeapMemoryUsage.max]");

    private static final List<String> DISCOVERIES = List.of(
            "jmx.discovery[beans,\"nl.meldkamer:type=Collection,group=*\"]",
            "jmx.discovery[beans,\"nl.meldkamer:*\"]",
            "jmx.discovery[beans,\"nl.meldkamer:type=AuditStore,*\"]");
    private static final List<String> FAULTS = List.of(
            "jmx[\"nl.meldkamer:type=Spool\",Surprise]",
            "jmx[\"nl.meldkamer:type=Surprise\",Dropped]",
            "jmx[\"java.lang:type=Memory\",HeapMemoryUsage.surprise]",
            "jmx[\"nl.meldkamer:type=Spool\"]");

    @TempDir
    private Path directory;

    private Background daemon(int jmxPort, int gatewayPort) throws Exception {
        Path catalogue = Files.createDirectory(directory.resolve("catalogue"));
        Files.writeString(catalogue.resolve("own.yaml"), """
                template: {name: Machine, group: Templates/Applications}
                groups:
                  - group: machine.memory
                    source: host
                    every: 1h
                    description: The machine's memory.
                    collect: {host: memory}
                    items:
                      - {key: machine.memory, name: Memory, value: total, type: unsigned, description: Bytes.}
                """);
        Files.writeString(
                directory.resolve("meldkamer.yaml"), """
                host: linde
                servers: {head office: "127.0.0.1:%d"}
                data: data
                catalogue: [%s]
                sources: {host: {host: {}}}
                jmx: {port: %d, user: zabbix, password: "s3cret"}
                java-gateway: {listen: "127.0.0.1:%d"}
                """.formatted(Port.free(), catalogue, jmxPort, gatewayPort));
        return Background.start(
                directory.resolve("meldkamer.log"),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        LAUNCHER.toString(),
                        "run",
                        "--config",
                        directory.resolve("meldkamer.yaml").toString()));
    }

    static boolean isThere() {
        return JavaGateway.isThere();
    }

    @Test
    @EnabledIf(value = "isThere", disabledReason = "Zabbix's Java gateway is not there; ./verify installs it")
    void theDaemonTellsItselfWhatZabbixsGatewayTellsOfIt() throws Exception {
        int jmxPort = Port.free();
        int ownPort = Port.free();
        JavaGateway.Items items = new JavaGateway.Items(jmxPort, "zabbix", "s3cret");
        try (Background daemon = daemon(jmxPort, ownPort);
                JavaGateway real = JavaGateway.start(directory)) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(daemon.isRunning()).as(daemon.output()).isTrue();
                for (int port : List.of(ownPort, real.port()))
                    for (JsonNode told : data(port, items.request(VALUES.subList(0, 9))))
                        assertThat(told.has("value")).as("%s", told).isTrue();
            });
            JsonNode own = data(ownPort, items.request(VALUES));
            assertThat(own).isEqualTo(data(real.port(), items.request(VALUES))).hasSize(VALUES.size());
            assertThat(own.toString()).doesNotContain("error");
            assertThat(entities(ownPort, items))
                    .isEqualTo(entities(real.port(), items))
                    .hasSize(DISCOVERIES.size());
            for (int port : List.of(ownPort, real.port()))
                assertThat(data(port, items.request(FAULTS)))
                        .hasSize(FAULTS.size())
                        .allMatch(told -> told.path("error").asText().length() > 5);
            for (int port : List.of(ownPort, real.port()))
                assertThat(data(port, items.request(keysOfTheTemplate())))
                        .hasSizeGreaterThan(15)
                        .allMatch(told -> told.has("value"));
            for (int port : List.of(ownPort, real.port())) refusesAWrongLogin(port, jmxPort);
        }
    }

    /** Those of "Meldkamer by JMX", for what this daemon has: it has no audit store. */
    private static List<String> keysOfTheTemplate() throws IOException {
        return Pattern.compile("<key>(jmx\\[.+])</key>")
                .matcher(Files.readString(TEMPLATE))
                .results()
                .map(found -> found.group(1)
                        .replace("{#JMXGROUP}", "machine.memory")
                        .replace("{#JMXDESTINATION}", "head office"))
                .filter(key -> !key.contains("{#"))
                .distinct()
                .toList();
    }

    private static void refusesAWrongLogin(int port, int jmxPort) throws Exception {
        JsonNode answer = JavaGateway.ask(port, new JavaGateway.Items(jmxPort, "zabbix", "wrong").request(VALUES));
        assertThat(answer.toString()).contains("error").doesNotContain("value").doesNotContain("s3cret");
    }

    private static JsonNode data(int port, String request) throws Exception {
        JsonNode answer = JavaGateway.ask(port, request);
        assertThat(answer.path("response").asText()).as("%s", answer).isEqualTo("success");
        return answer.path("data");
    }

    /** For each discovery, its entities without regard to their order. */
    private static List<Set<JsonNode>> entities(int port, JavaGateway.Items items) throws Exception {
        List<Set<JsonNode>> all = new ArrayList<>();
        for (JsonNode told : data(port, items.request(DISCOVERIES))) {
            JsonNode found = JSON.readTree(told.path("value").asText());
            Set<JsonNode> entities = new HashSet<>();
            found.path("data").forEach(entities::add);
            all.add(entities);
        }
        return all;
    }
}

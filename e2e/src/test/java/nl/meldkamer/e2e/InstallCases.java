package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The installer of the packaged program on a real Zabbix: in, again, changed by hand, killed, and out again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class InstallCases {

    private static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();
    private static final String HOST = "Wandelclub De Hoek";
    private static final String MACRO = "{$VER.MEMBERS.DROP.MAX}";
    private static final String ITEM = "ver.members.active";
    private static final List<String> KINDS = List.of(
            "template",
            "hostgroup",
            "host",
            "item",
            "trigger",
            "usermacro",
            "dashboard",
            "role",
            "usergroup",
            "user",
            "service",
            "sla");

    private final ZabbixInstallation installation;
    private Postgres postgres;
    private ZabbixServer server;
    private ZabbixFrontend frontend;
    private ZabbixApi api;
    private Path files;
    private Map<String, String> before;

    InstallCases(ZabbixInstallation installation) {
        this.installation = installation;
    }

    /** What one run of the program came to. */
    private record Run(int exit, String output) {}

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        Path directory = TestDirectory.open(temporary);
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
        for (Server each : List.of(postgres, server, frontend)) each.start();
        api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
        files = directory.resolve("installed");
        before = snapshot();
    }

    @AfterAll
    void stop() throws Exception {
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }

    /** All objects that install could touch, with all that they have. */
    private Map<String, String> snapshot() throws IOException {
        Map<String, String> all = new TreeMap<>();
        List<String> kinds = new ArrayList<>(KINDS);
        if (!api.version().startsWith("6.0")) kinds.add("templategroup");
        for (String kind : kinds) {
            all.put(kind, sorted(api.call(kind + ".get", Map.of("output", output(kind)))));
        }
        all.put("token", sorted(api.call("token.get", Map.of("output", List.of("name")))));
        return all;
    }

    /** Zabbix gives them in the order in which they happen to lie. */
    private static String sorted(JsonNode objects) {
        List<String> texts = new ArrayList<>();
        objects.forEach(object -> texts.add(object.toString()));
        return String.join("\n", texts.stream().sorted().toList());
    }

    /** All that a configuration has, and nothing that changes by itself. */
    private static Object output(String kind) {
        return switch (kind) {
            case "user" -> List.of("username", "roleid");
            case "item" -> List.of("key_", "name");
            case "trigger" -> List.of("description", "expression");
            case "host" -> List.of("host", "name", "status", "tls_accept", "description");
            default -> "extend";
        };
    }

    private ProcessBuilder meldkamer(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(LAUNCHER.toString(), command));
        words.addAll(
                List.of("--url", frontend.address().toString(), "--user", "Admin", "--directory", files.toString()));
        if (command.equals("install")) words.addAll(List.of("--host", HOST, "--macro", MACRO + "=7"));
        words.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectInput(Command.NOTHING);
        builder.environment().put("MELDKAMER_ZABBIX_PASSWORD", "zabbix");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private Run run(String command, String... options) throws Exception {
        return finished(meldkamer(command, options).start());
    }

    private static Run finished(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** Kills it without a word once it has said that so many things are done; whether it got that far. */
    private boolean killed(int steps, String saying, String command) throws Exception {
        Process process = meldkamer(command, "--yes").start();
        int seen = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null && seen < steps; line = output.readLine())
                if (line.startsWith(saying)) seen++;
        } finally {
            process.destroyForcibly().waitFor();
        }
        return seen == steps;
    }

    @Test
    @Order(1)
    void aDryRunShowsThePlanAndChangesNothing() throws Exception {
        Run run = run("install", "--dry-run");
        assertThat(run.output())
                .contains("create   template 'Verenigingen by Zabbix trapper': it is not there")
                .contains("create   host '" + HOST + "'")
                .contains("Nothing was done.");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(snapshot()).isEqualTo(before);
        assertThat(files).doesNotExist();
    }

    @Test
    @Order(2)
    void anInstallationThatIsKilledAgainAndAgainIsTakenUpByTheNext() throws Exception {
        int kills = 0;
        while (killed(2, "created", "install")) assertThat(++kills).isLessThan(14);
        assertThat(kills).isGreaterThan(3);
        Run last = run("install", "--yes");
        assertThat(last.output()).contains("There is nothing to do.").contains("tls: {psk: {identity:");
        assertThat(last.exit()).isZero();
        for (String file : List.of("zabbix.psk", "zabbix.token", "installed.json"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
    }

    @Test
    @Order(3)
    void theSecondInstallationChangesNothing() throws Exception {
        Map<String, String> installed = snapshot();
        String record = Files.readString(files.resolve("installed.json"));
        Run run = run("install", "--yes");
        assertThat(run.output()).contains("There is nothing to do.").doesNotContain("keep ");
        assertThat(run.exit()).isZero();
        assertThat(snapshot()).isEqualTo(installed);
        assertThat(files.resolve("installed.json")).hasContent(record);
        String secret = Files.readString(files.resolve("zabbix.psk")).strip();
        assertThat(run.output()).doesNotContain(secret);
        assertThat(record).doesNotContain(secret);
    }

    @Test
    @Order(4)
    void valuesArriveWithTheKeyThatInstallMadeAndNotWithoutIt() throws Exception {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(send(
                                        "41",
                                        "--tls-connect",
                                        "psk",
                                        "--tls-psk-identity",
                                        "meldkamer " + HOST,
                                        "--tls-psk-file",
                                        files.resolve("zabbix.psk").toString())
                                .exit())
                        .isZero());
        assertThat(send("666").exit()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lastValue()).isEqualTo("41"));
    }

    private Run send(String value, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                LAUNCHER.toString(), "send", "-z", "127.0.0.1", "-p", Integer.toString(server.port()), "-s", HOST));
        words.addAll(List.of("-k", ITEM, "-o", value));
        words.addAll(List.of(options));
        return finished(new ProcessBuilder(words).redirectErrorStream(true).start());
    }

    private String lastValue() throws IOException {
        return item("lastvalue");
    }

    private String item(String field) throws IOException {
        return api.call(
                        "item.get",
                        Map.of("host", HOST, "filter", Map.of("key_", ITEM), "output", List.of("itemid", field)))
                .path(0)
                .path(field)
                .asText();
    }

    @Test
    @Order(5)
    void theTokenOfMeldkamersOwnUserMayDoItsWorkAndNothingElse() throws Exception {
        ZabbixApi own = frontend.api()
                .with(Files.readString(files.resolve("zabbix.token")).strip());
        JsonNode hosts = own.call("host.get", Map.of("output", List.of("host")));
        assertThat(hosts).hasSize(1);
        assertThat(hosts.path(0).path("host").asText()).isEqualTo(HOST);
        assertThatThrownBy(() -> own.call("hostgroup.get", Map.of())).hasMessageContaining("No permissions to call");
        assertThatThrownBy(() -> own.call("user.get", Map.of())).hasMessageContaining("No permissions to call");
        if (api.version().startsWith("6.0")) return;
        JsonNode answer = own.call("history.push", List.of(Map.of("host", HOST, "key", ITEM, "value", "43")));
        assertThat(answer.path("data").path(0).path("error").asText()).isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lastValue()).isEqualTo("43"));
    }

    @Test
    @Order(6)
    void whatAnAdministratorChangedIsNamedAndKept() throws Exception {
        String hostId = id("host", "hostid", Map.of("host", HOST));
        String macroId = api.call(
                        "usermacro.get",
                        Map.of("hostids", hostId, "filter", Map.of("macro", MACRO), "output", List.of("hostmacroid")))
                .path(0)
                .path("hostmacroid")
                .asText();
        api.call("usermacro.update", Map.of("hostmacroid", macroId, "value", "12"));
        String template = id("template", "templateid", Map.of("host", MeldkamerDaemon.TEMPLATE));
        String itemId = api.call(
                        "item.get",
                        Map.of("templateids", template, "filter", Map.of("key_", ITEM), "output", List.of("itemid")))
                .path(0)
                .path("itemid")
                .asText();
        api.call("item.update", Map.of("itemid", itemId, "name", "Leden"));
        Map<String, String> changed = snapshot();
        Run run = run("install", "--yes");
        assertThat(run.output())
                .contains("keep     macro " + MACRO + " of host '" + HOST
                        + "': changed by hand; value is 12, installed was 7; kept (--overwrite replaces it)")
                .contains("keep     template 'Verenigingen by Zabbix trapper': changed by hand; contents is")
                .contains("(name)")
                .contains("There is nothing to do.");
        assertThat(snapshot()).isEqualTo(changed);
        Run removal = run("uninstall", "--dry-run");
        assertThat(removal.output())
                .contains("keep     macro " + MACRO + " of host '" + HOST + "': changed by hand")
                .contains("keep     host '" + HOST + "': it has the macro " + MACRO);
        assertThat(run("install", "--yes", "--overwrite").output())
                .contains("changed  macro " + MACRO)
                .contains("changed  template");
        assertThat(run("install", "--yes").output()).doesNotContain("keep ").contains("There is nothing to do.");
    }

    private String id(String kind, String field, Map<String, String> filter) throws IOException {
        return api.call(kind + ".get", Map.of("output", List.of(field), "filter", filter))
                .path(0)
                .path(field)
                .asText();
    }

    @Test
    @Order(7)
    void whenTheRecordIsLostInstallTakesUpWhatItFinds() throws Exception {
        Path record = files.resolve("installed.json");
        String kept = Files.readString(record);
        Files.delete(record);
        assertThat(run("uninstall", "--yes").output()).contains("is not there: nothing was installed, or the record");
        Map<String, String> installed = snapshot();
        assertThat(run("install", "--yes").output()).contains("There is nothing to do.");
        assertThat(snapshot()).isEqualTo(installed);
        assertThat(run("uninstall", "--dry-run").output())
                .contains("remove   host '" + HOST + "'")
                .contains("keep     host group 'Associations': not made by this program");
        Files.writeString(record, kept);
    }

    @Test
    @Order(8)
    void aTemplateThatAnotherHostHasIsKept() throws Exception {
        String template = id("template", "templateid", Map.of("host", MeldkamerDaemon.TEMPLATE));
        String group = id("hostgroup", "groupid", Map.of("name", "Linux servers"));
        JsonNode other = api.call(
                "host.create",
                Map.of(
                        "host", "Another",
                        "groups", List.of(Map.of("groupid", group)),
                        "templates", List.of(Map.of("templateid", template))));
        assertThat(run("uninstall", "--dry-run").output())
                .contains("keep     template 'Verenigingen by Zabbix trapper': it is linked to Another; kept")
                .contains("remove   host '" + HOST + "': all values that it has go with it");
        api.call("host.delete", List.of(other.path("hostids").path(0).asText()));
    }

    @Test
    @Order(9)
    void uninstallLeavesTheServerAsItWas() throws Exception {
        assertThat(killed(4, "removed", "uninstall")).isTrue();
        Run run = run("uninstall", "--yes");
        assertThat(run.output()).contains("removed  host '" + HOST + "'").contains("removed  template");
        assertThat(run.exit()).isZero();
        assertThat(snapshot()).isEqualTo(before);
        assertThat(files).isEmptyDirectory();
    }
}

package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The installer of the packaged program on a real Zabbix: in, again, changed by hand, killed, and out again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class InstallCases extends InstallFixture {

    private static final String ITEM = "ver.members.active";

    InstallCases(ZabbixInstallation installation) {
        super(installation);
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

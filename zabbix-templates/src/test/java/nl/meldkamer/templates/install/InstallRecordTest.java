package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.Via;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallRecordTest {

    private static final String ADDRESS = "http://zabbix/api_jsonrpc.php";

    @TempDir
    private Path directory;

    private PrivateFile file() {
        return new PrivateFile(directory.resolve("new/installed.json"));
    }

    private static Site site(String host, Map<String, String> macros) {
        return site(host, macros, Via.TRAPPER);
    }

    private static Site site(String host, Map<String, String> macros, Via via) {
        return new Site(
                host,
                "Associations",
                List.of(new Site.TemplateName("T", "G")),
                macros,
                List.of("s"),
                List.of(),
                via,
                via == Via.TRAPPER ? List.of() : List.of(new HostInterface(HostInterface.Kind.AGENT, "::1", 10050)),
                true,
                false,
                "");
    }

    @Test
    void whatIsPutInIsReadBackAndOnlyTheOwnerMayReadIt() throws Exception {
        InstallRecord.of(file(), ADDRESS, site("h", Map.of("{$A}", "1")))
                .put(new Entry("host 'h'", Map.of("status", "é\n\"x\"")));
        InstallRecord again = InstallRecord.read(file()).orElseThrow();
        assertThat(again.site()).isEqualTo(site("h", Map.of("{$A}", "1")));
        assertThat(again.entry("host 'h'").orElseThrow().properties()).containsExactly(Map.entry("status", "é\n\"x\""));
        assertThat(again.entry("host 'other'")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
    }

    @Test
    void theInterfaceIsReadBack() {
        Site asked = site("h", Map.of(), Via.AGENT2);
        InstallRecord.of(file(), ADDRESS, asked).put(new Entry("x", Map.of()));
        assertThat(InstallRecord.read(file()).orElseThrow().site()).isEqualTo(asked);
    }

    @Test
    void aSiteWhoseValuesCameInAnotherWayIsRefused() {
        InstallRecord.of(file(), ADDRESS, site("h", Map.of())).put(new Entry("x", Map.of()));
        assertThatThrownBy(() -> InstallRecord.of(file(), ADDRESS, site("h", Map.of(), Via.AGENT)))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("was installed with --via trapper; to change to agent, uninstall first");
    }

    @Test
    void aRecordOfBeforeThereWasAChoiceIsOfATrapper() throws Exception {
        InstallRecord.of(file(), ADDRESS, site("h", Map.of())).put(new Entry("x", Map.of()));
        String old =
                Files.readString(file().path()).replaceAll("\"via\" : \"TRAPPER\",\\s*\"interfaces\" : \\[ ],\\s*", "");
        assertThat(old).doesNotContain("interfaces");
        Files.writeString(file().path(), old);
        assertThat(InstallRecord.read(file()).orElseThrow().site()).isEqualTo(site("h", Map.of()));
    }

    @Test
    void macrosOfAnEarlierInstallationStayAndNewOnesWin() {
        InstallRecord.of(file(), ADDRESS, site("h", Map.of("{$A}", "1", "{$B}", "2")))
                .put(new Entry("x", Map.of()));
        assertThat(InstallRecord.of(file(), ADDRESS, site("h", Map.of("{$B}", "3")))
                        .site()
                        .macros())
                .isEqualTo(Map.of("{$A}", "1", "{$B}", "3"));
    }

    @Test
    void theAuditStoreOfAnEarlierInstallationStaysAndARecordOfBeforeThereWasOneHasNone() throws Exception {
        InstallRecord.of(file(), ADDRESS, audited("http://a")).put(new Entry("x", Map.of()));
        assertThat(InstallRecord.of(file(), ADDRESS, audited("")).site().auditUrl())
                .isEqualTo("http://a");
        assertThat(InstallRecord.of(file(), ADDRESS, audited("http://b")).site().auditUrl())
                .isEqualTo("http://b");
        String old = Files.readString(file().path()).replaceAll(",\\s*\"auditUrl\" : \"http://a\"", "");
        assertThat(old).doesNotContain("auditUrl");
        Files.writeString(file().path(), old);
        assertThat(InstallRecord.read(file()).orElseThrow().site().isAudited()).isFalse();
    }

    private static Site audited(String url) {
        Site site = site("h", Map.of());
        return new Site(
                site.host(),
                site.hostGroup(),
                site.templates(),
                site.macros(),
                site.services(),
                site.slas(),
                site.via(),
                site.interfaces(),
                site.encryption(),
                site.account(),
                url);
    }

    @Test
    void theRecordOfAnotherHostOrAnotherZabbixIsRefused() {
        InstallRecord.of(file(), ADDRESS, site("h", Map.of())).put(new Entry("x", Map.of()));
        assertThatThrownBy(() -> InstallRecord.of(file(), ADDRESS, site("i", Map.of())))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("is the record of the host 'h'")
                .hasMessageContaining("another --directory for 'i'");
        assertThatThrownBy(() -> InstallRecord.of(file(), "http://other/", site("h", Map.of())))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining(ADDRESS);
    }

    @Test
    void withTheLastEntryTheFileGoes() {
        InstallRecord record = InstallRecord.of(file(), ADDRESS, site("h", Map.of()));
        record.put(new Entry("x", Map.of()));
        record.put(new Entry("y", Map.of()));
        record.remove("x");
        assertThat(file().path()).exists();
        record.remove("y");
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void aDamagedRecordIsNamedAndStays() throws Exception {
        Files.createDirectories(directory.resolve("new"));
        Files.writeString(file().path(), "{\"format\": 1, \"parts\": {\"ho");
        assertThatThrownBy(() -> InstallRecord.read(file()))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("installed.json is damaged")
                .hasMessageContaining("move it away");
        assertThat(file().path()).hasContent("{\"format\": 1, \"parts\": {\"ho");
    }

    @Test
    void aRecordOfALaterVersionIsRefused() throws Exception {
        Files.createDirectories(directory.resolve("new"));
        Files.writeString(file().path(), "{\"format\": 2}");
        assertThatThrownBy(() -> InstallRecord.read(file())).hasMessageContaining("no record of an installation");
    }
}

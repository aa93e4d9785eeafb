package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.report.ReportFormat;
import nl.meldkamer.audit.report.ReportKind;
import nl.meldkamer.audit.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReaderTest {

    @TempDir
    private Path directory;

    @Test
    void withoutASectionThereIsNoAuditStore() throws Exception {
        assertThat(read("").audit()).isEmpty();
    }

    @Test
    void aTrialNeedsNothingButAStream() throws Exception {
        AuditSettings audit = read("audit: {stream: club/app}\n").audit().orElseThrow();

        assertThat(audit.store()).isEqualTo(new StoreSettings.Embedded(directory.resolve("data/audit")));
        assertThat(audit.seal())
                .isEqualTo(new SealSettings(
                        directory.resolve("data/audit.signing.key"), "audit/club", Duration.ofMinutes(5)));
        assertThat(audit.seal().publicKey()).isEqualTo(directory.resolve("data/audit.signing.key.pub"));
        assertThat(audit.listen()).isEmpty();
        assertThat(audit.tails()).isEmpty();
        assertThat(audit.bank()).isEmpty();
    }

    @Test
    void reportsHaveADirectoryTimesAndForms() throws Exception {
        ReportSettings reports = read("""
                audit:
                  stream: club/app
                  reports: {directory: reports, weekly: "0 6 * * 1", kpi: "@monthly", formats: [html, csv]}
                """).audit().orElseThrow().reports().orElseThrow();
        assertThat(reports.directory()).isEqualTo(directory.resolve("reports"));
        assertThat(reports.formats()).containsExactly(ReportFormat.HTML, ReportFormat.CSV);
        assertThat(reports.when()).containsOnlyKeys(ReportKind.WEEK, ReportKind.KPI);
    }

    @Test
    void reportsThatCanNotBeMadeAreFaults() {
        assertThatThrownBy(() -> read("""
                        audit:
                          stream: club/app
                          reports: {directory: reports, daily: "0 6 *", formats: [pdf]}
                        """)).hasMessageContaining("5 fields").hasMessageContaining("html, csv and json");
        assertThatThrownBy(() -> read("audit: {stream: club/app, reports: {directory: reports}}\n"))
                .hasMessageContaining("must have one of: compliance, daily, kpi, monthly, weekly");
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        Files.writeString(directory.resolve("secret"), "a secret of some length\n");
        AuditSettings audit = read("""
            sources:
              app: {mariadb: {database: site, user: reader, password: right}}
            audit:
              stream: club/app
              store: {url: "jdbc:postgresql://db/audit", user: meldkamer, password: "${file:secret}"}
              seal: {key: sign.key, name: audit.example.org, verify-every: 1h}
              listen: 0.0.0.0:8443
              producers:
                app: {secret: "${file:secret}", stream: club/other, source: desk, events-per-second: 5}
              limits: {max-body: 2M, requests: 4, replay-window: 1m}
              tails:
                site: {source: app, as: verenigingen, every: 30s, longest-transaction: 1h, compare-every: 2h}
              bank: {directory: inbox, every: 5m}
            """).audit().orElseThrow();

        assertThat(audit.store())
                .isEqualTo(
                        new StoreSettings.Server("jdbc:postgresql://db/audit", "meldkamer", "a secret of some length"));
        assertThat(audit.seal())
                .isEqualTo(new SealSettings(directory.resolve("sign.key"), "audit.example.org", Duration.ofHours(1)));
        assertThat(audit.listen()).contains(new Address("0.0.0.0", 8443));
        assertThat(audit.limits().maxBody()).isEqualTo(2 << 20);
        assertThat(audit.limits().replayWindow()).isEqualTo(Duration.ofMinutes(1));
        Producer producer = audit.producers().get(0);
        assertThat(producer.stream()).isEqualTo("club/other");
        assertThat(producer.source()).isEqualTo("desk");
        assertThat(producer.credential()).isEqualTo(new Credential.SharedSecret("a secret of some length"));
        assertThat(producer.toString()).doesNotContain("some length");
        AuditSettings.TailSettings tail = audit.tails().get(0);
        assertThat(tail.source()).isEqualTo("verenigingen");
        assertThat(tail.overlap().longestTransaction()).isEqualTo(Duration.ofHours(1));
        assertThat(tail.compareEvery()).isEqualTo(Duration.ofHours(2));
        assertThat(audit.bank())
                .contains(new AuditSettings.BankSettings(directory.resolve("inbox"), Duration.ofMinutes(5)));
    }

    @Test
    void alertsAreAskedOfTheServerThatHasAnApi() throws Exception {
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
            host: club
            server: {address: 127.0.0.1, api: {url: "https://z.example/zabbix/api_jsonrpc.php", token: abc}}
            data: data
            audit:
              stream: club/app
              producers: {zabbix: {token: "a token of some length", stream: club/alerts}}
              alerts: {producer: zabbix, every: 30s}
            """);
        AuditSettings.AlertSettings alerts = Configuration.read(file, Map.of())
                .audit()
                .orElseThrow()
                .alerts()
                .orElseThrow();
        assertThat(alerts.producer().stream()).isEqualTo("club/alerts");
        assertThat(alerts.zabbix()).isEqualTo("https://z.example/zabbix");
        assertThat(alerts.host()).isEqualTo("club");
        assertThat(alerts.every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(alerts.toString()).doesNotContain("abc", "some length");
    }

    @Test
    void alertsOfAnUnknownProducerOrWithoutAnApiAreFaults() {
        assertThatThrownBy(() -> read("""
            audit:
              stream: club/app
              producers: {zabbix: {token: "a token of some length"}}
              alerts: {producer: zabix, every: 0s}
            """))
                .message()
                .contains(
                        "no producer has this name; did you mean 'zabbix'?",
                        "a server with 'api', its url and token, is needed",
                        "must be at least 1s");
    }

    @Test
    void everyFaultIsNamedAtOnceAndNoSecretIsInTheMessage() {
        assertThatThrownBy(() -> read("""
            audit:
              stream: club/app
              store: {url: "jdbc:mysql://db", user: u, password: hidden}
              lisen: 127.0.0.1
              producers:
                one: {token: short-secret}
                two: {}
              limits: {max-body: 1T}
              seal: {name: "a+b", verify-every: 0s}
              tails:
                site: {source: nowhere, tables: elsewhere}
              bank: {every: 0s}
            """))
                .message()
                .contains(
                        "must begin with jdbc:postgresql:",
                        "unknown key 'lisen'",
                        "listen",
                        "is shorter than 16 characters",
                        "must have one of: secret, token, frappe-secret",
                        "is not a size",
                        "must have no space and no plus sign",
                        "must be at least 1s",
                        "audit.bank.every",
                        "audit.bank: key 'directory' is missing",
                        "no database has this name",
                        "no such tables; there are: [verenigingen]")
                .doesNotContain("short-secret", "hidden");
    }

    private Configuration read(String more) throws Exception {
        Path file = Files.writeString(
                directory.resolve("meldkamer.yaml"), "host: club\nserver: 127.0.0.1\ndata: data\n" + more);
        return Configuration.read(file, Map.of());
    }
}

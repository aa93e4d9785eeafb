package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.agent.config.SourceSettings.Engine;
import nl.meldkamer.agent.socket.Peers;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import org.junit.jupiter.api.Test;

class ConfigurationTest extends ConfigurationFixture {

    @Test
    void theLeastConfigurationGetsDefaults() throws IOException {
        Configuration read = read(LEAST);
        assertThat(read.host()).isEqualTo("linde");
        assertThat(read.timeZone()).isEqualTo(ZoneId.systemDefault());
        assertThat(server(read).addresses()).containsExactly(new Address("zabbix.example", 10051));
        assertThat(read.data()).isEqualTo(Path.of("/var/lib/meldkamer"));
        assertThat(read.catalogue()).containsExactly("verenigingen");
        assertThat(read.sources()).isEmpty();
        assertThat(read.spool()).isEqualTo(SpoolLimits.DEFAULT);
        assertThat(read.warnings())
                .containsExactly("time-zone is not written: the app's dates are taken to be in the machine's, "
                        + ZoneId.systemDefault());
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Configuration read = read("""
                host: linde
                time-zone: Europe/Amsterdam
                server: ["one:10051", "[::1]:10052"]
                data: state
                catalogue: [verenigingen, own]
                sources:
                  app:
                    mariadb: {host: db, port: 3307, database: site, user: reader, password: "${PW}", timeout: 3s}
                  other:
                    postgresql: {database: site, user: reader, password: "${PW}"}
                  redis:
                    redis: {port: 11000, user: mon, password: "${PW}", bench: home-frappe-frappe-bench}
                  host:
                    host: {file-systems: [/home, /backup]}
                groups:
                  queue: {every: 1m}
                  sepa: {enabled: false}
                spool: {max-size: 512M, max-age: 7d, when-full: refuse-new}
                """);
        assertThat(read.timeZone()).isEqualTo(ZoneId.of("Europe/Amsterdam"));
        assertThat(server(read).addresses()).containsExactly(new Address("one", 10051), new Address("::1", 10052));
        assertThat(read.data()).isEqualTo(folder.resolve("state"));
        assertThat(read.catalogue()).containsExactly("verenigingen", "own");
        assertThat(read.sources().keySet()).containsExactly("app", "other", "redis", "host");
        assertThat(read.sources().get("app")).isInstanceOfSatisfying(SourceSettings.Sql.class, app -> {
            assertThat(app.engine()).isEqualTo(Engine.MARIADB);
            assertThat(app.address()).isEqualTo(new Address("db", 3307));
            assertThat(app.password().reveal()).isEqualTo("pass:word");
            assertThat(app.timeout()).isEqualTo(Duration.ofSeconds(3));
        });
        assertThat(read.sources().get("other"))
                .isInstanceOfSatisfying(
                        SourceSettings.Sql.class,
                        other -> assertThat(other.address()).isEqualTo(new Address("127.0.0.1", 5432)));
        assertThat(read.sources().get("host"))
                .isEqualTo(new SourceSettings.Host(List.of(Path.of("/home"), Path.of("/backup"))));
        assertThat(read.groups().get("queue").every()).contains(Duration.ofMinutes(1));
        assertThat(read.groups().get("sepa").enabled()).isFalse();
        assertThat(read.spool())
                .isEqualTo(new SpoolLimits(
                        512L << 20,
                        Duration.ofDays(7),
                        SpoolLimits.WhenFull.REFUSE_NEW,
                        SpoolLimits.DEFAULT.maxDeadLetters()));
    }

    @Test
    void whoMaySpeakOnTheSocketIsRead() throws IOException {
        assertThat(read(LEAST).peers()).isEqualTo(Peers.DEFAULT);
        assertThat(read(LEAST + "socket-users: [frappe]\nsocket-groups: [monitors]\n")
                        .peers())
                .isEqualTo(new Peers(Set.of("frappe"), Set.of("monitors")));
    }

    @Test
    void sourcesOfFilesAndPagesAreRead() throws IOException {
        Configuration read = read(LEAST + """
                sources:
                  requests: {monitor-log: {file: logs/monitor.json.log, site: linde.example, slow: 3s, pages: [join]}}
                  backup: {files: {directory: /backups}}
                  site: {json-file: {file: /bench/site_config.json}}
                  web: {http: {url: "https://linde.example/api/method/ping", expect: pong, timeout: 10s}}
                  app: {frappe: {url: "https://linde.example", key: k, secret: "${PW}"}}
                  sentry: {sentry: {url: "https://sentry.example", organization: linde, project: site, token: "${PW}"}}
                """);
        assertThat(read.sources())
                .containsEntry(
                        "requests",
                        new SourceSettings.MonitorLog(
                                folder.resolve("logs/monitor.json.log"),
                                "linde.example",
                                Duration.ofSeconds(3),
                                List.of("join")))
                .containsEntry("backup", new SourceSettings.Files(Path.of("/backups")))
                .containsEntry("site", new SourceSettings.JsonFile(Path.of("/bench/site_config.json")))
                .containsEntry(
                        "web",
                        new SourceSettings.Http(
                                "https://linde.example/api/method/ping", 200, "pong", Duration.ofSeconds(10)));
        assertThat(read.sources().toString()).doesNotContain("pass:word");
    }

    @Test
    void anAddressOfAPageHoldsNoPasswordAndIsNotRepeatedInTheMessage() throws IOException {
        for (String url : List.of("https://jan:geheim@linde.example", "geheim", "ftp://geheim"))
            assertThat(problemsOf(LEAST + "sources: {web: {http: {url: '" + url + "'}}}\n"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .contains("without user and password")
                            .doesNotContain("geheim"));
    }

    @Test
    void theServerMayBeAMappingWithAnAddress() throws IOException {
        assertThat(server(read("host: linde\nserver: {address: 'proxy:10099'}\n"))
                        .addresses())
                .containsExactly(new Address("proxy", 10099));
    }

    @Test
    void fragmentsAddSourcesAndGroups() throws IOException {
        write("conf.d/10-app.yaml", "sources: {app: {redis: {bench: one}}}\n");
        write("conf.d/20-more.yml", "sources: {queue: {redis: {bench: two}}}\ngroups: {queue: {enabled: false}}\n");
        write("conf.d/ignored.txt", "this: is: not: read");
        Configuration read = read(LEAST);
        assertThat(read.sources().keySet()).containsExactly("app", "queue");
        assertThat(read.groups()).containsKey("queue");
    }

    @Test
    void whatStandsTwiceIsAProblemThatNamesBothFiles() throws IOException {
        write("conf.d/a.yaml", "host: other\nsources: {app: {redis: {}}}\n");
        assertThat(problemsOf(LEAST + "sources: {app: {redis: {}}}\n"))
                .anySatisfy(problem -> {
                    assertThat(problem.file()).endsWith("a.yaml");
                    assertThat(problem.message()).contains("meldkamer.yaml already");
                })
                .anySatisfy(problem -> assertThat(problem.path()).isEqualTo("sources.app"));
    }

    @Test
    void allFaultsAreReportedAtOnceWithFileLineKeyAndSuggestion() throws IOException {
        List<Problem> problems = problemsOf("""
                hst: linde
                server: "zabbix:port"
                time-zone: Europe/Amsterdm
                sources:
                  app:
                    mariadb: {port: 70000, databse: site, user: u, password: "${MISSING}", timeout: 5m}
                  queue: {rediss: {}}
                  both: {redis: {}, host: {}}
                  none:
                groups: {queue: {every: soon}}
                spool: {max-size: much, when-full: explode}
                """);
        assertThat(problems.stream().map(Problem::toString))
                .allSatisfy(line -> assertThat(line).startsWith(folder + "/meldkamer.yaml:"))
                .anySatisfy(line -> assertThat(line).contains("key 'host' is missing"))
                .anySatisfy(line -> assertThat(line).contains(":1: hst: unknown key 'hst'; did you mean 'host'?"))
                .anySatisfy(line -> assertThat(line).contains(":2: server: 'port' is not a port; write host:port"))
                .anySatisfy(line -> assertThat(line).contains(":3: time-zone:", "did you mean 'Europe/Amsterdam'?"))
                .anySatisfy(line -> assertThat(line).contains("port 70000 is not in 1..65535"))
                .anySatisfy(line -> assertThat(line).contains("databse", "did you mean 'database'?"))
                .anySatisfy(line -> assertThat(line).contains("environment variable MISSING is not set"))
                .anySatisfy(line -> assertThat(line).contains("timeout: must be from 1s to 1m"))
                .anySatisfy(line -> assertThat(line).contains(":7: ", "did you mean 'redis'?"))
                .anySatisfy(line -> assertThat(line).contains(":8: ", "more than one type"))
                .anySatisfy(line -> assertThat(line).contains("sources.none: has no type"))
                .anySatisfy(line -> assertThat(line).contains("'soon' is not a duration"))
                .anySatisfy(line -> assertThat(line).contains("is not a size such as"))
                .anySatisfy(line -> assertThat(line).contains("'explode' is not known"));
    }

    @Test
    void aMissingServerSaysWhatToWrite() throws IOException {
        assertThat(problemsOf("host: linde\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo(
                                "key 'server' is missing: write host:port of the Zabbix server, or 'none' when Zabbix asks for"
                                        + " all values by an agent"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Configuration.read(folder.resolve("gone.yaml"), Map.of()))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("gone.yaml");
    }
}

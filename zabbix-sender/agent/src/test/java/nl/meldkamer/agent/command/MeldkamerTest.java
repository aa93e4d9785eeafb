package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.ExportFormat;
import nl.meldkamer.templates.TemplateXml;
import nl.meldkamer.templates.Via;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeldkamerTest {

    private static final String TEMPLATE =
            TemplateXml.write(Catalogues.builtIn("verenigingen"), ExportFormat.ZABBIX_6_0);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine command = Meldkamer.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(words);
    }

    private String configuration(String... lines) throws IOException {
        return Files.write(directory.resolve("meldkamer.yaml"), List.of(lines)).toString();
    }

    @Test
    void withoutASubcommandItSaysSoAndExitsWithOne() {
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("a subcommand is missing", "Usage: meldkamer");
    }

    @Test
    void aMistypedOptionExitsWithOneBecauseTwoMeansSomethingElse() {
        assertThat(run("once", "--grup", "x")).isEqualTo(1);
        assertThat(err.toString()).contains("--grup");
    }

    @Test
    void theTemplateGoesToStandardOutput() {
        assertThat(run("template", "export")).isZero();
        assertThat(out.toString()).isEqualTo(TEMPLATE);
    }

    @Test
    void theTemplateIsMadeForAnAgentToo() {
        assertThat(run("template", "export", "--via", "agent2", "--zabbix", "7.0"))
                .isZero();
        assertThat(out.toString())
                .isEqualTo(
                        TemplateXml.write(Catalogues.builtIn("verenigingen").by(Via.AGENT2), ExportFormat.ZABBIX_7_0));
    }

    @Test
    void theTemplateGoesToAFileWhole() throws IOException {
        Path file = directory.resolve("template.xml");
        assertThat(run("template", "export", "--output", file.toString())).isZero();
        assertThat(file).content().isEqualTo(TEMPLATE);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = directory.resolve("no-such-directory").resolve("template.xml");
        assertThat(run("template", "export", "--output", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("can't be written", file.toString());
    }

    @Test
    void anUnknownFormatIsNamedWithTheKnownOnes() {
        assertThat(run("template", "export", "--zabbix", "5.0")).isEqualTo(1);
        assertThat(err.toString()).contains("no format for Zabbix 5.0", "6.0");
    }

    @Test
    void anUnknownCatalogueIsNamedWithTheOneItMayMean() {
        assertThat(run("template", "export", "--catalogue", "vereniging")).isEqualTo(1);
        assertThat(err.toString()).contains("'vereniging'", "did you mean 'verenigingen'?");
    }

    @Test
    void aConfigurationThatIsNotThereIsNamed() {
        assertThat(run("once", "--config", directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none.yaml").doesNotContain("\tat ");
    }

    @Test
    void allFaultsOfAConfigurationAreToldAtOnce() throws IOException {
        String file = configuration("hots: De Linde", "server: 127.0.0.1:1", "time-zone: Europe/Amsterdm");
        assertThat(run("check", "--config", file)).isEqualTo(1);
        assertThat(err.toString())
                .contains(file + ":1: hots: unknown key 'hots'", "did you mean 'host'?")
                .contains(file + ":3: time-zone", "did you mean 'Europe/Amsterdam'?");
    }

    @Test
    void aGroupThatNoCatalogueHasIsNamedWhereItStands() throws IOException {
        String file = configuration(
                "host: De Linde",
                "server: 127.0.0.1:1",
                "sources: {app: {mariadb: {host: h, database: d, user: u, password: p}}, queue: {redis: {host: h}}}",
                "groups:",
                "  member.status: {every: 5s}");
        assertThat(run("once", "--config", file)).isEqualTo(1);
        assertThat(err.toString()).contains(file + ":5: groups.member.status", "did you mean 'members.status'?");
    }

    @Test
    void aSourceThatTheCatalogueNeedsAndNobodyNamesIsSaid() throws IOException {
        String file =
                configuration("host: De Linde", "server: 127.0.0.1:1", "sources: {queue: {redis: {host: localhost}}}");
        assertThat(run("once", "--config", file)).isEqualTo(1);
        assertThat(err.toString()).contains("needs the source 'app'");
    }

    @Test
    void onceRunsOneGroupThatNeedsNoServer() throws IOException {
        String file = configuration(
                "host: De Linde",
                "server: 127.0.0.1:1",
                "sources: {app: {mariadb: {host: h, database: d, user: u, password: p}}, queue: {redis: {host: h}}}");
        assertThat(run("once", "--config", file, "--group", "host.memory", "--output", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"key\" : \"ver.host.mem.pct\"").doesNotContain("\"error\"");
    }
}

package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.audit.report.Reporter;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports, evidence and exports of the store that the daemon serves, by command and by schedule. */
class AuditReportsTest extends ServedStoreFixture {

    @Override
    String more() {
        return "reports: {directory: reports, daily: \"15 3 * * *\", formats: [html, json]}";
    }

    @BeforeEach
    void recordOne() {
        assertThat(run(
                        "record",
                        "--process",
                        "Mandate Creation",
                        "--action",
                        "mandate_created",
                        "--reference",
                        "SEPA Mandate/SM-1",
                        "--wait",
                        "60"))
                .as(err.toString())
                .isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.status().streams().stream().anyMatch(stream -> stream.size() == 1));
    }

    @Test
    void whatWasRecordedIsReportedProvenAndExported() throws Exception {
        String today = LocalDate.now(configuration.timeZone()).toString();
        Path report = directory.resolve("report.json");
        assertThat(run("report", "day", "--date", today, "--format", "json", "--verify", "-o", report.toString()))
                .as(err.toString())
                .isZero();
        JsonNode json = new ObjectMapper().readTree(Files.readString(report));
        assertThat(json.path("finished").asBoolean()).isFalse();
        assertThat(json.at("/as_of/0/seq").asLong()).isZero();
        assertThat(json.at("/sections/0/headlines/events recorded").asLong()).isEqualTo(1);

        Path evidence = directory.resolve("evidence");
        assertThat(run("evidence", "SM-1", "-o", evidence.toString(), "--personal"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("1 events about SM-1");
        assertThat(run(
                        "verify",
                        "--proof",
                        evidence + "/proofs/00001.tlog-proof",
                        "--key",
                        evidence + "/audit.signing.key.pub"))
                .isZero();
        assertThat(run("evidence", "SM-2", "-o", evidence.toString())).isEqualTo(1);

        assertThat(run("export", "--format", "ocsf", "--from", today)).isZero();
        assertThat(new ObjectMapper().readTree(last()).path("class_uid").asInt())
                .isEqualTo(3004);
        assertThat(run("export", "--format", "csv", "--stream", "none")).isEqualTo(1);

        String written = Files.readString(report);
        assertThat(run("report", "day", "--date", today, "-o", report.toString()))
                .isEqualTo(1);
        assertThat(run("export", "--format", "ecs", "-o", report.toString())).isEqualTo(1);
        assertThat(run("prove", "0", "-o", report.toString())).isEqualTo(1);
        for (String what : List.of("report", "events", "proof"))
            assertThat(err.toString()).contains("the " + what + " can't be written to " + report);
        assertThat(report).hasContent(written);
    }

    @Test
    void whatCanNotBeMeantIsRefused() {
        assertThat(run("report", "year")).isEqualTo(1);
        assertThat(err.toString()).contains("'year' is none of day, week, month, compliance and kpi");
        assertThat(run("report", "day", "--from", "2026-01-02")).isEqualTo(1);
        assertThat(run("report", "day", "--from", "2026-01-02", "--to", "2026-01-01"))
                .isEqualTo(1);
        assertThat(run("report", "day", "--format", "pdf")).isEqualTo(1);
        assertThat(run("report", "kpi", "--completeness")).isEqualTo(1);
        assertThat(err.toString()).contains("no audit tail");
    }

    @Test
    void theScheduleMakesEachReportOnceAndWritesOverNone() throws Exception {
        AuditStore store =
                AuditService.open(RunningStore.of(configuration.audit().orElseThrow()));
        try {
            Clock tomorrow = Clock.offset(Clock.system(configuration.timeZone()), Duration.ofDays(1));
            ReportRun run = reports(store, tomorrow);
            run.run();
            String name = "day-" + LocalDate.now(configuration.timeZone());
            assertThat(names()).containsExactly(name + ".html", name + ".json");
            assertThat(run.made()).isEqualTo(1);
            assertThat(run.failed()).isZero();

            Path html = directory.resolve("reports").resolve(name + ".html");
            Files.writeString(html, "kept");
            reports(store, tomorrow).run();
            assertThat(html).hasContent("kept");
            Files.delete(directory.resolve("reports").resolve(name + ".json"));
            run.run();
            assertThat(names()).as("it is not due before tomorrow").containsExactly(name + ".html");
            reports(store, tomorrow).run();
            assertThat(names()).hasSize(2);
        } finally {
            store.close();
        }
    }

    @Test
    void aReportThatCanNotBeWrittenIsCountedAndTriedAgain() throws Exception {
        Files.writeString(directory.resolve("reports"), "a file where the directory should be");
        AuditStore store =
                AuditService.open(RunningStore.of(configuration.audit().orElseThrow()));
        try {
            ReportRun run = reports(store, Clock.offset(Clock.system(configuration.timeZone()), Duration.ofDays(1)));
            run.run();
            assertThat(run.failed()).isEqualTo(1);
            Files.delete(directory.resolve("reports"));
            run.run();
            assertThat(run.made()).isEqualTo(1);
        } finally {
            store.close();
        }
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("report.html"), "first");
        assertThatThrownBy(() -> ReportFile.write(file, "second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("first");
        assertThat(directory.resolve(".report.html.part")).doesNotExist();
    }

    private ReportRun reports(AuditStore store, Clock clock) {
        var settings = configuration.audit().orElseThrow();
        Reporter reporter = new Reporter(
                store.as(Role.READER), SigningKey.readPublic(settings.seal().publicKey()), () -> Instant.now(clock));
        return new ReportRun(
                settings.reports().orElseThrow(),
                reporter,
                new AppComparisons(List.of()),
                configuration.timeZone(),
                clock);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

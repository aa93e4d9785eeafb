package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.rule.OpenFindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What a person decides, by command, about the store that the daemon serves. */
class AuditDecisionsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Configuration configuration;
    private AuditService service;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
            host: club
            time-zone: Europe/Amsterdam
            server: 127.0.0.1
            data: data
            audit:
              stream: club/app
            """);
        configuration = Configuration.read(file, Map.of());
        service = AuditService.start(
                configuration.audit().orElseThrow(),
                EventSpool.in(configuration.data()),
                "test",
                configuration.timeZone(),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        service.close(Duration.ofSeconds(20));
    }

    @Test
    void aFindingIsListedWaivedOnceAndTheDecisionIsAnEvent() throws Exception {
        assertThat(run("record", "--process", "System", "--action", "sent", "--detail", "to=jan@club.example"))
                .isZero();
        await().atMost(Duration.ofSeconds(40)).until(() -> run("findings", "--open") == 1);
        JsonNode finding = new ObjectMapper().readTree(last());
        assertThat(finding.path("rule").asText()).isEqualTo("plain-personal-data");
        assertThat(finding.path("basis").asText()).contains("GDPR");
        assertThat(service.status().findings())
                .filteredOn(each -> each.count() > 0)
                .extracting(OpenFindings::rule)
                .containsExactly("plain-personal-data");
        String id = finding.path("id").asText();

        assertThat(run("finding", "waive", id, "--reason", "agreed with jan@club.example"))
                .isZero();
        assertThat(last()).contains("\"state\":\"waived\"", "agreed with •••@•••");
        assertThat(run("finding", "close", id, "--reason", "again")).isNotZero();
        assertThat(run("findings", "--open")).isZero();
        assertThat(run("findings")).isZero();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("finding_waived").doesNotContain("jan@club");
        });
    }

    @Test
    void aDecisionWithoutAReasonIsNone() {
        assertThat(run("finding", "waive", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("--reason");
    }

    @Test
    void aPersonIsErasedInTheRunningStoreAndGetsACertificate() throws Exception {
        feed("""
            {"id": "1", "process": "Member Lifecycle", "action": "joined", "status": "Compliant",
             "occurred": "2026-01-31T13:45:00Z", "personal": {"person": "MEM-1", "erasable": {"name": "Wilhelmina"},
             "legal": {"iban": "NL91ABNA0417164300"}}}\
            """);
        assertThat(run("record", "--wait", "30")).isZero();

        assertThat(run("erase", "MEM-1", "--dry-run")).isZero();
        assertThat(out.toString()).contains("keys to destroy  1, of 1 events", "of the years [2026]");
        feed("no\n");
        assertThat(run("erase", "MEM-1")).isEqualTo(1);
        assertThat(out.toString()).contains("nothing is erased");

        Path certificate = directory.resolve("certificate.json");
        assertThat(run("erase", "MEM-1", "--yes", "--reason", "request 7", "--certificate", certificate.toString()))
                .as(err.toString())
                .isZero();
        JsonNode json = new ObjectMapper().readTree(Files.readString(certificate));
        assertThat(json.path("destroyed_keys")).hasSize(1);
        assertThat(json.path("event").path("seq").isNumber()).isTrue();
        assertThat(json.toString()).doesNotContain("MEM-1");
        assertThat(run("erase", "MEM-1", "--dry-run")).isZero();
        assertThat(last()).contains("2026");
        assertThat(out.toString()).contains("keys to destroy  0");
        run("list");
        assertThat(last()).contains("person_erased", "request 7").doesNotContain("MEM-1");
    }

    @Test
    void whatWasErasedIsInNoFileOfTheDaemonNorInItsLogNorInWhatItGivesOut() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("nl.meldkamer");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
        feed("""
                {"id": "1", "process": "Member Lifecycle", "action": "joined", "status": "Compliant",
                 "occurred": "2026-01-31T13:45:00Z", "reference": {"type": "Member", "name": "MEM-1-document"},
                 "personal": {"person": "MEM-1", "erasable": {"name": "Wilhelmina Zonderling"},
                 "legal": {"iban": "NL91ABNA0417164300"}}}""");
        assertThat(run("record", "--wait", "30")).isZero();
        Path proof = directory.resolve("proof");
        await().atMost(Duration.ofSeconds(30)).until(() -> run("prove", "0", "-o", proof.toString()) == 0);
        assertThat(run("erase", "MEM-1", "--yes")).as(err.toString()).isZero();
        run("list");
        logger.detachAppender(log);
        logger.setLevel(null);

        assertThat(filesWith("MEM-1-document")).isNotEmpty();
        for (String plain : List.of("Wilhelmina Zonderling", "NL91ABNA0417164300")) {
            assertThat(filesWith(plain)).isEmpty();
            assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(plain));
            assertThat(out + err.toString()).doesNotContain(plain);
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void anEventIsFoundByWhatItHasOnlyAsCiphertextUntilItIsErased() throws Exception {
        feed("""
                {"id": "1", "process": "Mandate Creation", "action": "created", "status": "Compliant",
                 "occurred": "2026-01-31T13:45:00Z", "personal": {"person": "MEM-1", "erasable": {"name": "W"},
                 "legal": {"iban": "NL91ABNA0417164300"}}}""");
        assertThat(run("record", "--wait", "30")).isZero();
        feed("nl91 abna 0417 1643 00\n");
        assertThat(run("search", "--account", "-")).as(err.toString()).isZero();
        assertThat(last()).contains("\"action\":\"created\"").doesNotContain("NL91", "MEM-1");
        assertThat(run("search", "--person", "MEM-1")).isZero();
        assertThat(run("search", "--person", "MEM-2")).isEqualTo(1);
        assertThat(run("search")).isEqualTo(1);
        assertThat(err.toString()).contains("--account");
        assertThat(run("erase", "MEM-1", "--yes")).isZero();
        assertThat(run("search", "--person", "MEM-1")).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeAnEventIsShownAndSettledOnceAndThatIsAnEvent() throws Exception {
        Path spool = Files.createDirectories(configuration.data().resolve("audit-spool"));
        Files.writeString(spool.resolve("1.json"), "{\"id\": \"1\", \"action\": 7}");
        await().atMost(Duration.ofSeconds(30)).until(() -> run("quarantine", "list") == 1);
        String number = last().split(" ", -1)[0];
        assertThat(last()).contains("bytes of meldkamer");
        assertThat(run("quarantine", "show", number)).isZero();
        assertThat(last()).contains("\"action\"");
        assertThat(run("status")).isEqualTo(1);
        assertThat(run("quarantine", "settle", number)).isEqualTo(1);
        assertThat(run("quarantine", "settle", number, "--reason", "sent again by jan@club.example"))
                .as(err.toString())
                .isZero();
        assertThat(run("quarantine", "settle", number, "--reason", "again")).isEqualTo(1);
        assertThat(run("quarantine", "list")).isZero();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("quarantine_settled", "sent again by").doesNotContain("jan@club");
        });
    }

    @Test
    void aCertificateThatIsThereAlreadyKeepsFromErasing() throws Exception {
        Path certificate = Files.writeString(directory.resolve("certificate.json"), "another");
        feed("""
            {"id": "1", "process": "Member Lifecycle", "action": "joined", "status": "Compliant",
             "occurred": "2026-01-31T13:45:00Z", "personal": {"person": "MEM-1", "erasable": {"name": "W"}}}\
            """);
        assertThat(run("record", "--wait", "30")).isZero();
        assertThat(run("erase", "MEM-1", "--yes", "--certificate", certificate.toString()))
                .isNotZero();
        assertThat(Files.readString(certificate)).isEqualTo("another");
        assertThat(run("erase", "MEM-1", "--dry-run")).isZero();
        assertThat(out.toString()).contains("keys to destroy  1");
    }

    @Test
    void retentionTellsHowTheStoreStandsAndAnIllegalPolicyIsRefused() throws Exception {
        assertThat(run("record", "--process", "System", "--action", "started", "--wait", "30"))
                .isZero();
        // Asked before anybody has set a policy.
        assertThat(service.status().retention().plan().events(Fate.KEEP)).isOne();
        assertThat(service.status().retention().missing()).isZero();
        assertThat(run("retention", "status")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("policy        version 1", "premature     0 events", "kept          1 events");
        assertThat(run("retention", "plan")).isZero();
        assertThat(last()).contains("1 events", "KEEP");
        Path policy = Files.writeString(directory.resolve("policy.json"), "{\"Mandate Creation\": {\"minimum\": 14}}");
        assertThat(run("retention", "policy", policy.toString())).isNotZero();
        assertThat(err.toString()).contains("wants 36");
        Files.writeString(policy, "{\"Alert\": {\"minimum\": 12, \"maximum\": 24}}");
        assertThat(run("retention", "policy", policy.toString())).isZero();
        assertThat(last()).contains("version 2 is in force");
        assertThat(run("retention", "apply", "--directory", directory.toString(), "--yes"))
                .as(err.toString())
                .isZero();
        assertThat(last()).contains("keys          0");
    }

    @Test
    void whoIsUnderALegalHoldIsNotErasedUntilItIsLifted() throws Exception {
        feed("""
            {"id": "1", "process": "Member Lifecycle", "action": "joined", "status": "Compliant",
             "occurred": "2026-01-31T13:45:00Z", "personal": {"person": "MEM-1", "erasable": {"name": "W"}}}\
            """);
        assertThat(run("record", "--wait", "30")).isZero();
        assertThat(run("hold", "place", "--person", "MEM-1", "--reason", "case 7"))
                .as(err.toString())
                .isZero();
        String id = last();
        assertThat(run("hold", "list")).isZero();
        assertThat(last()).contains("a person", "case 7").doesNotContain("MEM-1");
        assertThat(run("erase", "MEM-1", "--yes")).isEqualTo(1);
        assertThat(last()).contains("legal hold", "case 7");
        assertThat(run("hold", "lift", id)).isZero();
        assertThat(run("hold", "lift", id)).isNotZero();
        assertThat(run("erase", "MEM-1", "--yes")).isZero();
    }

    @Test
    void aFileOfTheBankIsTakenInOnce() throws Exception {
        Path file = Files.writeString(
                directory.resolve("bank.xml"),
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>DD-1</OrgnlMsgId>"
                        + "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>"
                        + "</CstmrPmtStsRpt></Document>");
        assertThat(run("bank", file.toString())).as(err.toString()).isZero();
        assertThat(last()).contains("PAIN_002, 1 messages, 1 events");
        assertThat(run(
                        "bank",
                        file.toString(),
                        directory.resolve("meldkamer.yaml").toString()))
                .isEqualTo(1);
        assertThat(last()).contains("already imported, as bank.xml");
        assertThat(err.toString()).contains("meldkamer.yaml");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("debit_returned");
        });
    }

    private int run(String... words) {
        return new CommandLine(new AuditCommand(() -> configuration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private static void feed(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        System.setIn(in);
    }

    private String last() {
        return out.toString().lines().reduce((first, second) -> second).orElse("");
    }
}

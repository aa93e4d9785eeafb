package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The erasing of persons, by command, from the store that the daemon serves. */
class AuditErasureTest extends ServedStoreFixture {

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
}

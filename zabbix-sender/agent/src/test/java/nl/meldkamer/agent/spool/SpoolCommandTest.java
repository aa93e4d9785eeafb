package nl.meldkamer.agent.spool;

import static nl.meldkamer.agent.spool.SpoolFixture.ack;
import static nl.meldkamer.agent.spool.SpoolFixture.samples;
import static nl.meldkamer.agent.spool.SpoolFixture.values;
import static nl.meldkamer.agent.spool.SpoolFixture.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, beside a daemon that has the spool open. */
class SpoolCommandTest {

    @TempDir
    Path directory;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final StringWriter out = new StringWriter();
    private final List<AgainstHistory.Question> questions = new ArrayList<>();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(directory, List.of("left", "right"), SpoolLimits.DEFAULT, clock);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void statusTellsHowMuchWaitsForWhom() {
        spool.append(samples("a", 0, 3));
        ack(spool, "right", waiting(spool, "right").subList(0, 2));
        bury("right", "unknown key");
        assertThat(run("status")).isZero();
        assertThat(out.toString()).contains("waiting       3 for left", "waiting       0 for right", "dead letters  1");
    }

    @Test
    void deadLettersAreShownWithTheirReasonAndWithoutTheirValue() {
        spool.append(List.of(Sample.of("host", "some.key", "secret", 5, 6)));
        bury("left", "unknown key");
        assertThat(run("dead")).isZero();
        assertThat(out.toString())
                .contains("5.000000006 host some.key: left, unknown key")
                .doesNotContain("secret");
    }

    @Test
    void aReplayedDeadLetterWaitsAgainForItsDestinationOnlyBehindTheOthersAndUnchanged() {
        spool.append(samples("a", 0, 2));
        SpooledSample first = waiting(spool, "left").get(0);
        spool.outbox("left").bury(List.of(first.id()), "unknown key").join();
        assertThat(run("replay")).isZero();
        assertThat(out.toString()).contains("1 dead letters wait again");
        assertThat(values(waiting(spool, "left"))).containsExactly("1", "0");
        assertThat(waiting(spool, "left").get(1).sample()).isEqualTo(first.sample());
        assertThat(waiting(spool, "left")).allMatch(SpooledSample::intact);
        assertThat(values(waiting(spool, "right"))).containsExactly("0", "1");
        assertThat(new SpoolOperations(directory, clock).dead(10)).isEmpty();
        spool.append(samples("a", 2, 3));
        assertThat(values(waiting(spool, "left"))).containsExactly("1", "0", "2");
    }

    @Test
    void onlyTheNamedDeadLettersAreReplayed() {
        spool.append(samples("a", 0, 3));
        bury("left", "unknown key");
        List<DeadLetter> dead = new SpoolOperations(directory, clock).dead(10);
        assertThat(run("replay", String.valueOf(dead.get(2).id()), "4711")).isZero();
        assertThat(values(waiting(spool, "left"))).containsExactly("0");
        assertThat(new SpoolOperations(directory, clock).dead(10)).hasSize(2);
    }

    @Test
    void deadLettersAreBoundedAndTheOldestGo() {
        spool.close();
        SpoolLimits limits =
                new SpoolLimits(1 << 20, SpoolLimits.DEFAULT.maxAge(), SpoolLimits.WhenFull.DROP_OLDEST, 5);
        spool = Spool.open(directory, List.of("left", "right"), limits, clock);
        spool.append(samples("a", 0, 8));
        bury("left", "unknown key");
        assertThat(new SpoolOperations(directory, clock).dead(100))
                .extracting(letter -> letter.sample().value())
                .containsExactly("7", "6", "5", "4", "3");
        assertThat(spool.counters().dropped()).containsEntry(DropReason.DEAD_LETTER, 3L);
    }

    @Test
    void listShowsTheOldest() {
        spool.append(samples("a", 0, 3));
        assertThat(run("list", "--limit", "2")).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.endsWith("host a"));
    }

    @Test
    void aSoundSpoolIsVerifiedAsSuch() {
        spool.append(samples("a", 0, 3));
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).contains("3 samples read, 0 damaged");
    }

    @Test
    void theExportIsALineOfJsonForEachSample() throws Exception {
        spool.append(List.of(
                Sample.notSupported("host", "a", "no \"table\"", 5, 6),
                new Sample("host", "log", "line", true, 7, 8, Optional.of(new LogEntry(9, "kern", 3, 11)))));
        Path file = directory.resolve("out.json");
        assertThat(run("export", "--to", file.toString())).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains(
                        "\"host\":\"host\",\"key\":\"a\",\"value\":\"no \\\"table\\\"\",\"state\":1,\"clock\":5,\"ns\":6");
        JsonNode log = new ObjectMapper().readTree(lines.get(1));
        assertThat(log.get("timestamp").asLong()).isEqualTo(9);
        assertThat(log.get("eventid").asLong()).isEqualTo(11);
        assertThat(log.get("source").asText()).isEqualTo("kern");
        assertThat(log.get("severity").asInt()).isEqualTo(3);
    }

    @Test
    void withoutASpoolItSaysSo() {
        assertThat(run("status", "--directory", directory.resolve("nowhere").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("there is no spool in").contains("nowhere");
    }

    @Test
    void withoutASubcommandItSaysWhichThereAre() {
        assertThat(run()).isEqualTo(1);
        assertThat(run("list", "--limit", "x")).isEqualTo(1);
        assertThat(out.toString()).contains("status", "replay", "verify");
    }

    private void bury(String destination, String reason) {
        List<Long> ids =
                waiting(spool, destination).stream().map(SpooledSample::id).toList();
        spool.outbox(destination).bury(ids, reason).join();
    }

    @Test
    void verifyingAgainstTheHistoryIsPassedOnAndItsResultIsTheExitStatus() {
        assertThat(run("verify", "--against-history", "--minutes", "5", "--resend", "--destination", "left"))
                .isEqualTo(1);
        assertThat(questions)
                .containsExactly(new AgainstHistory.Question(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        true,
                        Optional.of("left"),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void resendingWithoutTheHistoryIsRefused() {
        assertThat(run("verify", "--resend")).isEqualTo(1);
        assertThat(questions).isEmpty();
    }

    private boolean againstHistory(SpoolOperations operations, AgainstHistory.Question question, PrintWriter printer) {
        questions.add(question);
        return false;
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new SpoolCommand(() -> directory, this::againstHistory))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
    }
}

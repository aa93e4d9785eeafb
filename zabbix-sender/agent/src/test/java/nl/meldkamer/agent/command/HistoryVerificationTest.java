package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.spool.AgainstHistory.Question;
import nl.meldkamer.agent.spool.DeliveryMemory;
import nl.meldkamer.agent.spool.LaneReader;
import nl.meldkamer.agent.spool.SettableClock;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.agent.spool.SpooledSample;
import nl.meldkamer.agent.zabbix.FakeApi;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryVerificationTest {

    private static final DeliveryMemory AN_HOUR = new DeliveryMemory(Duration.ofHours(1), 1000);
    private static final Sample FIRST = Sample.of("linde", "key", "1", 1_700_000_000, 1);
    private static final Sample SECOND = Sample.of("linde", "key", "2", 1_700_000_000, 2);

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final StringWriter out = new StringWriter();
    private FakeApi api;
    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApi("6.0.14");
        api.answer("item.get", "[{\"itemid\":\"7\",\"value_type\":\"3\",\"history\":\"90d\"}]");
        spool = Spool.open(directory, List.of("zabbix", "other"), SpoolLimits.DEFAULT, AN_HOUR, clock);
    }

    @AfterEach
    void close() {
        spool.close();
        api.close();
    }

    @Test
    void whatZabbixHasIsGood() throws IOException {
        deliver(FIRST, SECOND);
        history("{\"clock\":\"1700000000\",\"ns\":\"1\"},{\"clock\":\"1700000000\",\"ns\":\"2\"}");
        assertThat(verify(question(false))).isTrue();
        assertThat(out.toString()).contains("zabbix: 2 values are in the history, 0 are missing, 0 are there twice");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAndLeftAlone() throws IOException {
        deliver(FIRST, SECOND);
        history("{\"clock\":\"1700000000\",\"ns\":\"1\"}");
        assertThat(verify(question(false))).isFalse();
        assertThat(out.toString()).contains("missing: 1700000000.000000002 linde key");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatIsMissingIsResentOnceAndAsItWas() throws IOException {
        deliver(FIRST, SECOND);
        deliver(SECOND);
        history("{\"clock\":\"1700000000\",\"ns\":\"1\"}");
        assertThat(verify(question(true))).isFalse();
        assertThat(out.toString()).contains("1 values wait again");
        assertThat(waiting()).containsExactly(SECOND);
    }

    @Test
    void whatIsThereTwiceIsNamed() throws IOException {
        deliver(FIRST);
        history("{\"clock\":\"1700000000\",\"ns\":\"1\"},{\"clock\":\"1700000000\",\"ns\":\"1\"}");
        assertThat(verify(question(true))).isFalse();
        assertThat(out.toString()).contains("twice: 1700000000.000000001 linde key");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatWasJustAcknowledgedIsLeftOut() throws IOException {
        deliver(FIRST);
        clock.advance(Duration.ofSeconds(-30));
        assertThat(verify(question(false))).isFalse();
        assertThat(out.toString()).contains("nothing is remembered as delivered in that time");
        assertThat(api.methods()).isEmpty();
    }

    @Test
    void theApiMayBeGivenByOptions() throws IOException {
        deliver(FIRST);
        history("{\"clock\":\"1700000000\",\"ns\":\"1\"}");
        Path token = Files.writeString(directory.resolve("token"), "other-token\n");
        assertThat(verify(asked(false, Optional.of(api.url().toString()), Optional.of(token))))
                .isTrue();
        assertThat(api.calls).extracting(FakeApi.Call::authorisation).contains("auth other-token");
    }

    @Test
    void anApiWithoutATokenIsRefused() {
        assertThatThrownBy(() -> verify(asked(false, Optional.of(api.url().toString()), Optional.empty())))
                .isInstanceOf(CommandException.class)
                .hasMessage("--api-url goes only with --api-token-file");
    }

    @Test
    void anApiThatRefusesIsNoVerdict() {
        deliver(FIRST);
        api.answer("item.get", parameters -> FakeApi.error("Not authorized."));
        assertThatThrownBy(() -> verify(question(false)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the history can't be read: item.get")
                .hasMessageContaining("Not authorized.");
    }

    @Test
    void withoutAnyApiItSaysWhatToDo() {
        assertThatThrownBy(() -> new HistoryVerification(() -> configuration("server: z"), clock)
                        .verify(operations(), question(false), new PrintWriter(out)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no API is known");
    }

    private boolean verify(Question question) throws IOException {
        Configuration configuration =
                configuration("server: {address: z, api: {url: '" + api.url() + "', token: s3cret}}");
        clock.advance(Duration.ofSeconds(61));
        PrintWriter printer = new PrintWriter(out, true);
        return new HistoryVerification(() -> configuration, clock).verify(operations(), question, printer);
    }

    private Configuration configuration(String server) {
        try {
            Path file = Files.writeString(directory.resolve("meldkamer.yaml"), "host: linde\n" + server + "\n");
            return Configuration.read(file, Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Question question(boolean resend) {
        return asked(resend, Optional.empty(), Optional.empty());
    }

    private static Question asked(boolean resend, Optional<String> url, Optional<Path> tokenFile) {
        return new Question(Duration.ofMinutes(15), Duration.ofSeconds(60), resend, Optional.empty(), url, tokenFile);
    }

    private void history(String rows) {
        api.answer("history.get", "[" + rows + "]");
    }

    private void deliver(Sample... samples) {
        spool.append(List.of(samples));
        for (String destination : List.of("zabbix", "other"))
            spool.outbox(destination)
                    .ack(rows(destination).stream().map(SpooledSample::id).toList())
                    .join();
    }

    private List<Sample> waiting() {
        assertThat(rows("other")).isEmpty();
        return rows("zabbix").stream().map(SpooledSample::sample).toList();
    }

    private List<SpooledSample> rows(String destination) {
        try (LaneReader reader = spool.outbox(destination).lane(0, 1)) {
            return reader.peek(0, Long.MAX_VALUE, 100, Long.MAX_VALUE).samples();
        }
    }

    private SpoolOperations operations() {
        return new SpoolOperations(directory, clock);
    }
}

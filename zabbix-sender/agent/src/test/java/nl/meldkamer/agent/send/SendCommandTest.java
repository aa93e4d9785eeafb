package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 5);
    private static final Outcome LOST = new Outcome.Unknown("a:10051: the connection was cut");

    @TempDir
    Path directory;

    private final Map<String, ScriptedSender> servers = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void oneValueIsSentWithTheTimeOfNow() {
        ScriptedSender server = server("a", ScriptedSender.accepting());

        assertThat(send("", "-z", "a", "-s", "h", "-k", "k", "-o", "é")).isZero();

        assertThat(server.samples()).containsExactly(Sample.of("h", "k", "é", 1_700_000_000, 5));
        assertThat(out.toString(UTF_8))
                .matches("Response from \"a:10051\": \"processed: 1; failed: 0; total: 1; "
                        + "seconds spent: [0-9]+\\.[0-9]{6}\"\nsent: 1; skipped: 0; total: 1\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void linesComeFromAFileOrFromStandardInput() throws Exception {
        ScriptedSender server = server("a", ScriptedSender.accepting());
        Path file = Files.writeString(directory.resolve("values"), "h k 12 v\n- k 13 w\n");

        assertThat(send("", "-z", "a", "-s", "d", "-T", "-i", file.toString())).isZero();
        assertThat(send("h l x\n", "-z", "a", "-i", "-")).isZero();

        assertThat(server.samples())
                .containsExactlyInAnyOrder(
                        Sample.of("h", "k", "v", 12, 1),
                        Sample.of("d", "k", "w", 13, 2),
                        Sample.of("h", "l", "x", 1_700_000_000, 5));
    }

    @Test
    void anEmptyInputIsNoFailure() {
        server("a", ScriptedSender.accepting());

        assertThat(send("", "-z", "a", "-i", "-")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("sent: 0; skipped: 0; total: 0\n");
    }

    @Test
    void aBadLineIsNamedAndTheRestIsSent() {
        ScriptedSender server = server("a", ScriptedSender.accepting());

        assertThat(send("h k 1\nh k\nh k 3\n", "-z", "a", "-i", "-")).isEqualTo(2);

        assertThat(server.samples()).extracting(Sample::value).containsExactlyInAnyOrder("1", "3");
        assertThat(err.toString(UTF_8))
                .isEqualTo("meldkamer send: standard input line 2: value expected: <host> <key> <value>\n");
        assertThat(out.toString(UTF_8)).endsWith("sent: 2; skipped: 1; total: 3\n");
    }

    @Test
    void manyBadLinesAreCountedAndTheFirstNamed() {
        server("a", ScriptedSender.accepting());

        assertThat(send("h k v\n" + "bad\n".repeat(50), "-z", "a", "-i", "-")).isEqualTo(2);

        assertThat(err.toString(UTF_8).lines())
                .hasSize(Report.MAX_BAD_LINES_SHOWN + 1)
                .last()
                .isEqualTo("meldkamer send: 30 more bad lines");
    }

    @Test
    void nothingButBadLinesIsNothingSent() {
        server("a", ScriptedSender.accepting());

        assertThat(send("bad\n", "-z", "a", "-i", "-")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEqualTo("sent: 0; skipped: 1; total: 1\n");
    }

    @Test
    void aLineThatIsTooLongIsABadLine() {
        server("a", ScriptedSender.accepting());

        assertThat(send("h k " + "v".repeat(LineReader.MAX_LINE_BYTES) + "\nh k v\n", "-z", "a", "-i", "-"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("line 1: line is longer than 16 MiB");
    }

    @Test
    void rejectedValuesAreNamedWithTheirLine() {
        server("a", ScriptedSender.rejectingKeysWithAnX());

        assertThat(send("h a 1\nh x 2\nh b 3\nh x 4\n", "-z", "a", "-i", "-")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .contains("a:10051: rejected: 2 values")
                .contains("host \"h\", key \"x\": 2 values, the first from line 2");
        assertThat(out.toString(UTF_8)).endsWith("sent: 4; skipped: 0; total: 4\n");
    }

    @Test
    void anAnswerThatDidNotComeIsUnknownAndEndsTheSending() {
        ScriptedSender server = server("a", new ScriptedSender(packet -> LOST));

        assertThat(send("h k v\n".repeat(20_000), "-z", "a", "-i", "-")).isEqualTo(1);

        assertThat(server.packets()).hasSize(1);
        assertThat(err.toString(UTF_8))
                .contains("a:10051: no answer that counts: a:10051: the connection was cut\n")
                .contains("a:10051: unknown: 2000 values may have been stored or not\n")
                .containsPattern("standard input: reading stopped after line [0-9]+\n");
        assertThat(out.toString(UTF_8)).matches("sent: 0; skipped: ([0-9]+); total: \\1\n");
    }

    @Test
    void aRefusalAndAFailedConnectionAreSaidAsSuch() {
        server("a", new ScriptedSender(packet -> new Outcome.Refused("data collection has been paused")));
        assertThat(send("h k v\n", "-z", "a", "-i", "-")).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("a:10051: refused: data collection has been paused\n")
                .contains("a:10051: not sent: 1 values\n");

        server("b", new ScriptedSender(packet -> new Outcome.NotSent("b:10051: Connection refused")));
        assertThat(send("h k v\n", "-z", "b", "-i", "-")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("b:10051: not reached: b:10051: Connection refused\n");
    }

    @Test
    void everyDestinationGetsAllValues() {
        ScriptedSender first = server("a", ScriptedSender.accepting());
        ScriptedSender second = server("b;c", ScriptedSender.accepting());

        assertThat(send("h k 1\nh l 2\n", "-z", "a,b;c", "-i", "-")).isZero();

        assertThat(first.samples()).hasSize(2).containsExactlyInAnyOrderElementsOf(second.samples());
        assertThat(out.toString(UTF_8))
                .contains("Response from \"b:10051;c:10051\"")
                .endsWith("sent: 2; skipped: 0; total: 2\n");
    }

    @Test
    void oneDestinationOfSeveralThatFailsMakesItPartly() {
        server("a", new ScriptedSender(packet -> LOST));
        ScriptedSender second = server("b", ScriptedSender.accepting());

        assertThat(send("h k v\n".repeat(5000), "-z", "a,b", "-i", "-")).isEqualTo(2);

        assertThat(second.samples()).hasSize(5000);
        assertThat(out.toString(UTF_8)).endsWith("sent: 0; skipped: 5000; total: 5000\n");
    }

    @Test
    void allDestinationsThatFailMakeItNotSent() {
        server("a", new ScriptedSender(packet -> LOST));
        server("b", new ScriptedSender(packet -> LOST));

        assertThat(send("h k v\n", "-z", "a,b", "-i", "-")).isEqualTo(1);
    }

    @Test
    void anItemsValuesGoInTheOrderOfTheFile() {
        ScriptedSender server = server("a", ScriptedSender.accepting());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++)
            lines.append("h")
                    .append(i % 3)
                    .append(" k")
                    .append(i % 7)
                    .append(" ")
                    .append(i)
                    .append('\n');

        assertThat(send(lines.toString(), "-z", "a", "-i", "-")).isZero();

        Map<String, Integer> last = new HashMap<>();
        for (Sample sample : server.samples()) {
            int value = Integer.parseInt(sample.value());
            Integer before = last.put(sample.host() + sample.key(), value);
            assertThat(before == null || before < value).isTrue();
        }
        assertThat(server.samples()).hasSize(30_000);
    }

    @Test
    void aFileThatCantBeReadIsNotSent() {
        server("a", ScriptedSender.accepting());

        assertThat(send("", "-z", "a", "-i", directory.resolve("missing").toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualTo("meldkamer send: can't read " + directory.resolve("missing") + ": no such file\n");
    }

    @Test
    void anInputThatBreaksOffIsNotAllSent() {
        ScriptedSender server = server("a", ScriptedSender.accepting());
        InputStream disk = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk error");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("disk error");
            }
        };
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream("h k 1\n".getBytes(UTF_8)), disk);

        assertThat(send(breaking, "-z", "a", "-i", "-")).isEqualTo(1);
        assertThat(server.samples()).hasSize(1);
        assertThat(err.toString(UTF_8))
                .contains("can't read standard input after line 1")
                .contains("disk error");
    }

    @Test
    void verboseTellsHowLongItTookAndMoreSoTheOutcomes() {
        server("a", ScriptedSender.accepting());

        assertThat(send("h k v\n", "-v", "-z", "a", "-i", "-")).isZero();
        assertThat(err.toString(UTF_8)).matches("meldkamer send: 1 values in [0-9]+\\.[0-9]{6} s\n");

        assertThat(send("h k v\n", "-vv", "-z", "a", "-i", "-")).isZero();
        assertThat(err.toString(UTF_8)).contains("a:10051: 1 values: Accepted[total=1]");
    }

    @Test
    void wrongOptionsAreAFailureToSend() {
        assertThat(send("", "-z", "a")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("""
                        meldkamer send: either -i, or -k and -o, is expected
                        Try 'meldkamer send --help' for more information.
                        """);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(send("", "-h")).isZero();

        for (Option option : Option.values()) assertThat(out.toString(UTF_8)).contains("--" + option.longName());
        assertThat(out.toString(UTF_8).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(125));
    }

    @Test
    void theVersionIsShown() {
        assertThat(send("", "-V")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("meldkamer send ");
    }

    private int send(String input, String... words) {
        return send(new ByteArrayInputStream(input.getBytes(UTF_8)), words);
    }

    private int send(InputStream input, String... words) {
        return new SendCommand(
                        input,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        (nodes, settings) -> servers.get(String.join(
                                ";", nodes.stream().map(node -> node.host()).toList())))
                .run(words);
    }

    private ScriptedSender server(String hosts, ScriptedSender server) {
        servers.put(hosts, server);
        return server;
    }
}

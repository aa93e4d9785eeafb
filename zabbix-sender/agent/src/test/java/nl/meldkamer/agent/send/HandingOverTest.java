package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.socket.Confirmations;
import nl.meldkamer.agent.socket.Knowledge;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.socket.Peers;
import nl.meldkamer.agent.socket.RequestHandler;
import nl.meldkamer.agent.socket.SocketServer;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code meldkamer send --spool}, with a daemon's socket in this process. */
@Timeout(60)
class HandingOverTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private final List<Sample> spooled = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void oneValueIsHandedOver() throws IOException {
        try (SocketServer daemon = daemon(spooled::addAll)) {
            assertThat(daemon).isNotNull();
            assertThat(run("", "-s", "linde", "-k", "a", "-o", "7")).isZero();
        }
        assertThat(spooled)
                .containsExactly(Sample.of("linde", "a", "7", CLOCK.instant().getEpochSecond(), 0));
        assertThat(out.toString(UTF_8)).isEqualTo("spooled: 1; refused: 0; skipped: 0; total: 1\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void manyLinesArriveInOrder() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= 2500; line++)
            lines.append("h a 1700000000 ").append(line).append('\n');
        try (SocketServer daemon = daemon(spooled::addAll)) {
            assertThat(daemon).isNotNull();
            assertThat(run(lines.toString(), "-T", "-i", "-")).isZero();
        }
        assertThat(spooled).hasSize(2500).extracting(Sample::ns).isSorted();
        assertThat(out.toString(UTF_8)).isEqualTo("spooled: 2500; refused: 0; skipped: 0; total: 2500\n");
    }

    @Test
    void valuesThatFillMoreThanAFrameGoInSeveral() throws IOException {
        String value = "é".repeat(200_000);
        String lines = ("h a " + value + "\n").repeat(5);
        try (SocketServer daemon = daemon(spooled::addAll)) {
            assertThat(daemon).isNotNull();
            assertThat(run(lines, "-i", "-")).isZero();
        }
        assertThat(spooled).hasSize(5).allMatch(sample -> sample.value().equals(value));
    }

    @Test
    void aValueThatFitsNoFrameIsRefusedWithItsLine() throws IOException {
        String lines = "h a 1\nh b " + "x".repeat(1 << 20) + "\nh c 3\n";
        try (SocketServer daemon = daemon(spooled::addAll)) {
            assertThat(daemon).isNotNull();
            assertThat(run(lines, "-i", "-")).isEqualTo(SendCommand.PARTLY_ACCEPTED);
        }
        assertThat(spooled).extracting(Sample::key).containsExactly("a", "c");
        assertThat(err.toString(UTF_8))
                .contains("line 2: host \"h\", key \"b\": refused: it is longer than the 1024 KiB");
        assertThat(out.toString(UTF_8)).isEqualTo("spooled: 2; refused: 1; skipped: 0; total: 3\n");
    }

    @Test
    void aFullSpoolRefusesWithTheReasonAndTheLine() throws IOException {
        Consumer<List<Sample>> full = samples -> {
            throw new SpoolException("the spool has reached its limit");
        };
        try (SocketServer daemon = daemon(full)) {
            assertThat(daemon).isNotNull();
            assertThat(run("h a 1\n", "-i", "-")).isEqualTo(SendCommand.PARTLY_ACCEPTED);
        }
        assertThat(err.toString(UTF_8))
                .contains("line 1: host \"h\", key \"a\": refused: the spool has reached its limit");
    }

    @Test
    void aBadLineIsToldAndTheRestHandedOver() throws IOException {
        try (SocketServer daemon = daemon(spooled::addAll)) {
            assertThat(daemon).isNotNull();
            assertThat(run("h a 1\nh\nh c 3\n", "-i", "-")).isEqualTo(SendCommand.PARTLY_ACCEPTED);
        }
        assertThat(spooled).hasSize(2);
        assertThat(err.toString(UTF_8)).contains("standard input line 2: ");
        assertThat(out.toString(UTF_8)).isEqualTo("spooled: 2; refused: 0; skipped: 1; total: 3\n");
    }

    @Test
    void withoutADaemonNothingIsHandedOverAndItSaysWhatToLookAt() {
        assertThat(run("", "-s", "linde", "-k", "a", "-o", "7")).isEqualTo(SendCommand.NOT_SENT);
        assertThat(err.toString(UTF_8))
                .contains("no daemon answers at", "'meldkamer run'", "not handed over: 1 values");
        assertThat(out.toString(UTF_8)).isEqualTo("spooled: 0; refused: 0; skipped: 1; total: 1\n");
    }

    @Test
    void anAnswerThatDoesNotComeIsUnknown() throws IOException, InterruptedException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket()));
            Thread daemon = new Thread(() -> hangUp(listener));
            daemon.start();
            assertThat(run("", "-s", "linde", "-k", "a", "-o", "7")).isEqualTo(SendCommand.NOT_SENT);
            daemon.join();
        }
        assertThat(err.toString(UTF_8)).contains("no answer from the daemon", "unknown: 1 values may be in the spool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-z host", "-c file", "-p 10051", "-I 127.0.0.1", "--tls-connect psk", "--tls-psk-file f"})
    void whatTheDaemonsConfigurationSaysMayNotBeSaidAgain(String option) {
        List<String> words = new ArrayList<>(List.of("-s", "h", "-k", "a", "-o", "1"));
        words.addAll(List.of(option.split(" ", -1)));
        assertThat(run("", words.toArray(String[]::new))).isEqualTo(SendCommand.NOT_SENT);
        assertThat(err.toString(UTF_8))
                .contains(option.substring(0, (option + " ").indexOf(" ")) + " doesn't go with --spool");
    }

    @Test
    void aSocketWithoutSpoolIsRefused() {
        assertThat(command("").run("-z", "h", "--socket", "x", "-s", "h", "-k", "a", "-o", "1"))
                .isEqualTo(SendCommand.NOT_SENT);
        assertThat(err.toString(UTF_8)).contains("--socket goes only with --spool");
    }

    private static void hangUp(ServerSocketChannel listener) {
        try (SocketChannel connection = listener.accept()) {
            connection.read(java.nio.ByteBuffer.allocate(4096));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private SocketServer daemon(Consumer<List<Sample>> spool) throws IOException {
        Knowledge knowledge = new Knowledge("1", new LatestValues("linde", CLOCK), new Confirmations());
        return SocketServer.open(
                socket(), new RequestHandler(spool, Map::of, new Stamps(CLOCK), knowledge), Peers.DEFAULT);
    }

    private int run(String input, String... words) {
        List<String> all = new ArrayList<>(List.of("--spool", "--socket", socket().toString()));
        all.addAll(List.of(words));
        return command(input).run(all.toArray(String[]::new));
    }

    private SendCommand command(String input) {
        return new SendCommand(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                CLOCK,
                (nodes, settings) -> {
                    throw new AssertionError("nothing is sent by this program itself");
                });
    }

    private Path socket() {
        return directory.resolve("meldkamer.sock");
    }
}

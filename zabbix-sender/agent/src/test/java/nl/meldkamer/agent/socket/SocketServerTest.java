package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketServerTest {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SocketServer.Limits STRICT =
            new SocketServer.Limits(2, Duration.ofMillis(300), Duration.ofMillis(300));

    @TempDir
    private Path directory;

    private final List<Sample> spooled = new CopyOnWriteArrayList<>();
    private Consumer<List<Sample>> spool = spooled::addAll;
    private final LatestValues latest = new LatestValues("host", InstantSource.fixed(NOW));
    private final Knowledge knowledge = new Knowledge("0.1.0", latest, new Confirmations());
    private Optional<SocketServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(SocketServer::close);
    }

    @Test
    void valuesAreInTheSpoolWhenTheAnswerComes() throws IOException {
        Path data = directory.resolve("spool");
        try (Spool real = Spool.open(data, List.of("zabbix"), SpoolLimits.DEFAULT, InstantSource.system())) {
            spool = real::append;
            open();
            try (SocketClient client = client()) {
                assertThat(client.ask(push(sample("a", 1), sample("b", 2))))
                        .isEqualTo(new Reply.Pushed(List.of(Optional.empty(), Optional.empty())));
                assertThat(new SpoolOperations(data, InstantSource.system()).list(10))
                        .extracting(row -> row.sample().key())
                        .containsExactly("a", "b");
            }
        }
    }

    @Test
    void everyFieldOfASampleArrives() throws IOException {
        Sample full = new Sample(
                "hôst", "key[\"x\"]", "é\n", false, 1_700_000_000, 5, Optional.of(new LogEntry(1, "src", 2, 3)));
        open();
        try (SocketClient client = client()) {
            client.ask(push(full));
        }
        assertThat(spooled).containsExactly(full);
    }

    @Test
    void aValueThatIsNoSampleIsRefusedByItselfWithTheReason() throws IOException {
        open();
        Sample unclosed = Sample.of("host", "key[", "1", 1, 1);
        Sample late = Sample.of("host", "key", "1", 1L << 31, 1);
        Sample nul = Sample.of("host", "key", "a\0b", 1, 1);
        try (SocketClient client = client()) {
            Reply.Pushed pushed = (Reply.Pushed) client.ask(push(unclosed, sample("a", 1), late, nul));
            assertThat(pushed.refusals().get(0)).isPresent();
            assertThat(pushed.refusals().get(1)).isEmpty();
            assertThat(pushed.refusals().get(2)).hasValue("clock is after 2038");
            assertThat(pushed.refusals().get(3)).hasValue("there is a NUL character in it");
        }
        assertThat(spooled).containsExactly(sample("a", 1));
        assertThat(server.orElseThrow().counters()).isEqualTo(new SocketCounters(1, 3, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aSpoolThatTakesNothingRefusesEveryValue() throws IOException {
        spool = samples -> {
            throw new SpoolException("the spool is full " + "x".repeat(500));
        };
        open();
        Sample[] many = new Sample[Protocol.MOST_VALUES];
        Arrays.setAll(many, ns -> sample("a", ns));
        try (SocketClient client = client()) {
            Reply.Pushed pushed = (Reply.Pushed) client.ask(push(many));
            assertThat(pushed.refusals())
                    .hasSize(Protocol.MOST_VALUES)
                    .allSatisfy(refusal -> assertThat(refusal.orElseThrow()).startsWith("the spool is full"));
        }
    }

    @Test
    void aValueWithoutTimeGetsThatOfItsArrival() throws IOException {
        open();
        byte[] value = {4, 0, 0, 0, 1, 'h', 0, 0, 0, 1, 'k', 0, 0, 0, 1, '7'};
        ByteBuffer frame = ByteBuffer.allocate(Protocol.HEADER + 4 + value.length);
        frame.put("MLK".getBytes(US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putInt(4 + value.length)
                .putInt(1)
                .put(value);
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            write(raw, frame.array());
            raw.read(ByteBuffer.allocate(1));
        }
        assertThat(spooled).containsExactly(Sample.of("h", "k", "7", NOW.getEpochSecond(), NOW.getNano()));
    }

    @Test
    void healthIsTold() throws IOException {
        open();
        try (SocketClient client = client()) {
            assertThat(client.ask(new Request.Health())).isEqualTo(new Reply.Health(Map.of("waiting", "3")));
        }
    }

    @Test
    void theLatestValueOfAKeyIsTold() throws IOException {
        latest.take(
                List.of(Sample.of("host", "a[1]", "é", NOW.getEpochSecond(), NOW.getNano())), Duration.ofSeconds(30));
        open();
        try (SocketClient client = client()) {
            assertThat(client.ask(new Request.Get("", "a[\"1\"]")))
                    .isEqualTo(new Reply.Told("é", NOW.getEpochSecond(), NOW.getNano(), 30));
            assertThat(client.ask(new Request.Age("host", "a[1]")))
                    .isEqualTo(new Reply.Told("0", NOW.getEpochSecond(), NOW.getNano(), 30));
            assertThat(client.ask(new Request.Get("", "b[1]")))
                    .isEqualTo(new Reply.None("the daemon knows no key 'b[1]' of host 'host'; did you mean 'a[1]'?"));
            assertThat(client.ask(new Request.Listing("", ""))).isEqualTo(new Reply.Listed(List.of("a[1]")));
            assertThat(client.ask(new Request.Listing("", "a[1]"))).isEqualTo(new Reply.Listed(List.of()));
        }
        assertThat(server.orElseThrow().counters().told()).isEqualTo(2);
        assertThat(server.orElseThrow().counters().untold()).isEqualTo(1);
    }

    @Test
    void theVersionIsTold() throws IOException {
        open();
        try (SocketClient client = client()) {
            assertThat(client.ask(new Request.Version()))
                    .isInstanceOfSatisfying(
                            Reply.Told.class, told -> assertThat(told.value()).isEqualTo("0.1.0"));
        }
    }

    @Test
    void whatZabbixHasWrittenIsCounted() throws IOException {
        Sample sample = sample("a", 7);
        knowledge.confirmations().await(List.of(sample));
        open();
        try (SocketClient client = client()) {
            Instant moment = Instant.ofEpochSecond(sample.clock(), sample.ns());
            assertThat(client.ask(new Request.Confirm(3, List.of(moment, moment))))
                    .isEqualTo(new Reply.Counted(1, 1));
        }
        assertThat(knowledge.confirmations().counters()).isEqualTo(new Confirmations.Counters(1, 1, 0, 3));
    }

    @Test
    void aValueThatNoFrameCanHoldIsNotTold() throws IOException {
        String large = "x".repeat(Protocol.LARGEST_BODY - 19);
        latest.take(List.of(Sample.of("host", "a", large, 1, 1)), Duration.ZERO);
        open();
        try (SocketClient client = client()) {
            assertThat(client.ask(new Request.Get("", "a")))
                    .isEqualTo(new Reply.None("the value has 1048557 bytes, and 1048556 is the most"));
        }
    }

    @Test
    void garbageIsRefusedAndCountedAndTheNextClientServed() throws IOException {
        open();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            byte[] garbage = new byte[1 + random.nextInt(200)];
            random.nextBytes(garbage);
            try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                write(raw, garbage);
            }
        }
        await().untilAsserted(() -> assertThat(server.orElseThrow().counters().malformed())
                .as("seed %s", seed)
                .isEqualTo(20));
        isServed();
        assertThat(spooled).hasSize(1);
    }

    @Test
    void aFrameOfTenMegabytesIsRefusedBeforeItIsRead() throws IOException {
        open();
        ByteBuffer header = ByteBuffer.allocate(Protocol.HEADER)
                .put("MLK".getBytes(US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putInt(10 << 20);
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            write(raw, header.array());
            assertThat(replyOn(raw))
                    .isEqualTo(new Reply.Refused(
                            "this is no request: its body would have 10485760 bytes, and 1048576" + " is the most"));
        }
        assertThat(server.orElseThrow().counters().malformed()).isEqualTo(1);
        isServed();
    }

    @Test
    void aFrameThatBreaksOffStoresNothingAndIsCounted() throws IOException {
        open();
        byte[] frame = Protocol.frame(push(sample("a", 1), sample("b", 2)));
        for (int length = 1; length < frame.length; length += 7) {
            try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                write(raw, Arrays.copyOf(frame, length));
            }
        }
        int broken = (frame.length + 5) / 7;
        await().untilAsserted(() ->
                assertThat(server.orElseThrow().counters().malformed()).isEqualTo(broken));
        assertThat(spooled).isEmpty();
        isServed();
    }

    @Test
    void aFrameThatDoesNotGoOnIsGivenUp() throws IOException {
        open(STRICT);
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            write(raw, Arrays.copyOf(Protocol.frame(push(sample("a", 1))), 20));
            assertThat(raw.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        await().untilAsserted(
                        () -> assertThat(server.orElseThrow().counters().late()).isEqualTo(1));
    }

    @Test
    void moreConnectionsThanAllowedAreTurnedAwayWithAWord() throws IOException {
        SocketServer.Limits two = new SocketServer.Limits(2, Duration.ofMinutes(1), TIME_LIMIT);
        open(two);
        try (SocketClient one = client();
                SocketClient other = client()) {
            one.ask(new Request.Health());
            other.ask(new Request.Health());
            try (SocketChannel third = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                assertThat(replyOn(third)).isEqualTo(new Reply.Refused("too many connections are open; try again"));
            }
        }
        assertThat(server.orElseThrow().counters().busy()).isEqualTo(1);
        await().untilAsserted(this::isServed);
    }

    @Test
    void theFileIsForOwnerAndGroup() throws IOException {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-rw----");
    }

    @Test
    void whatAKilledDaemonLeftBehindIsReplaced() throws IOException {
        Path stale = path();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        open();
        isServed();
    }

    @Test
    void aSocketThatADaemonListensOnIsRefused() throws IOException {
        open();
        assertThatThrownBy(() -> SocketServer.open(path(), handler(), Peers.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another daemon listens on " + path());
        isServed();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(path(), "precious");
        assertThatThrownBy(() -> SocketServer.open(path(), handler(), Peers.DEFAULT))
                .hasMessageContaining("is no socket");
        assertThat(path()).content().isEqualTo("precious");
    }

    @Test
    void aPathThatIsTooLongSaysWhatToDo() {
        assertThatThrownBy(() -> SocketServer.open(directory.resolve("x".repeat(108)), handler(), Peers.DEFAULT))
                .hasMessageContaining("set 'socket' to a shorter one");
    }

    @Test
    void closingEndsIdleConnectionsAndTakesTheFileAway() throws IOException {
        open();
        try (SocketClient idle = client()) {
            idle.ask(new Request.Health());
            assertThat(server.orElseThrow().close(Duration.ofSeconds(10))).isTrue();
            assertThat(path()).doesNotExist();
            assertThatThrownBy(() -> idle.ask(new Request.Health())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDaemonThatDoesNotAnswerIsWaitedForNoLongerThanAllowed() throws IOException {
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path()));
            try (SocketClient client = SocketClient.connect(path(), Duration.ofMillis(100))) {
                assertThatThrownBy(() -> client.ask(new Request.Health())).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private void isServed() throws IOException {
        try (SocketClient client = client()) {
            assertThat(client.ask(push(sample("served", 1)))).isEqualTo(new Reply.Pushed(List.of(Optional.empty())));
        }
    }

    private void open() throws IOException {
        open(SocketServer.Limits.DEFAULT);
    }

    private void open(SocketServer.Limits limits) throws IOException {
        server = Optional.of(SocketServer.open(path(), handler(), Peers.DEFAULT, limits));
    }

    private RequestHandler handler() {
        return new RequestHandler(spool, () -> Map.of("waiting", "3"), new Stamps(InstantSource.fixed(NOW)), knowledge);
    }

    private SocketClient client() throws IOException {
        return SocketClient.connect(path(), TIME_LIMIT);
    }

    private Path path() {
        return directory.resolve("meldkamer.sock");
    }

    private static Reply replyOn(SocketChannel raw) throws IOException {
        Protocol.Header known = Protocol.header(read(raw, Protocol.HEADER));
        return Protocol.reply(known.kind(), read(raw, known.length()));
    }

    private static byte[] read(SocketChannel raw, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) count = raw.read(bytes);
        return bytes.array();
    }

    private static void write(SocketChannel raw, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) raw.write(buffer);
    }

    private static Request.Push push(Sample... samples) {
        List<Request.Value> values = new ArrayList<>();
        for (Sample sample : samples) values.add(new Request.Value.Good(sample));
        return new Request.Push(values);
    }

    private static Sample sample(String key, int ns) {
        return Sample.of("host", key, "1", 1_700_000_000, ns);
    }
}

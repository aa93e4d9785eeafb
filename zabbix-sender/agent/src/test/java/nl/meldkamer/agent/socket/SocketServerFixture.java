package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server on a socket in a directory of its own, whose spool is a list. */
@Timeout(60)
abstract class SocketServerFixture {

    static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    final List<Sample> spooled = new CopyOnWriteArrayList<>();
    Consumer<List<Sample>> spool = spooled::addAll;
    final LatestValues latest = new LatestValues("host", InstantSource.fixed(NOW));
    final Knowledge knowledge = new Knowledge("0.1.0", latest, new Confirmations());
    Optional<SocketServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(SocketServer::close);
    }

    void isServed() throws IOException {
        try (SocketClient client = client()) {
            assertThat(client.ask(push(sample("served", 1)))).isEqualTo(new Reply.Pushed(List.of(Optional.empty())));
        }
    }

    void open() throws IOException {
        open(SocketServer.Limits.DEFAULT);
    }

    void open(SocketServer.Limits limits) throws IOException {
        server = Optional.of(SocketServer.open(path(), handler(), Peers.DEFAULT, limits));
    }

    RequestHandler handler() {
        return new RequestHandler(spool, () -> Map.of("waiting", "3"), new Stamps(InstantSource.fixed(NOW)), knowledge);
    }

    SocketClient client() throws IOException {
        return SocketClient.connect(path(), TIME_LIMIT);
    }

    Path path() {
        return directory.resolve("meldkamer.sock");
    }

    static Reply replyOn(SocketChannel raw) throws IOException {
        Protocol.Header known = Protocol.header(read(raw, Protocol.HEADER));
        return Protocol.reply(known.kind(), read(raw, known.length()));
    }

    static byte[] read(SocketChannel raw, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) count = raw.read(bytes);
        return bytes.array();
    }

    static void write(SocketChannel raw, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) raw.write(buffer);
    }

    static Request.Push push(Sample... samples) {
        List<Request.Value> values = new ArrayList<>();
        for (Sample sample : samples) values.add(new Request.Value.Good(sample));
        return new Request.Push(values);
    }

    static Sample sample(String key, int ns) {
        return Sample.of("host", key, "1", 1_700_000_000, ns);
    }
}

package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clients that send no frames, or too large ones, or none to the end, or come in too great a number. */
class SocketAbuseTest extends SocketServerFixture {

    private static final SocketServer.Limits STRICT =
            new SocketServer.Limits(2, Duration.ofMillis(300), Duration.ofMillis(300));

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
}

package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import nl.meldkamer.sender.testing.Answers;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.TrapperFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrapperSenderTest {

    private static final Packet PACKET = packetOf(3, "42");

    @Test
    void whatTheServerTakesIsAccepted() {
        try (FakeTrapper trapper = FakeTrapper.start()) {
            assertThat(senderTo(trapper).send(PACKET)).isEqualTo(new Outcome.Accepted(3));
            assertThat(trapper.requests()).hasSize(1);
            assertThat(trapper.requests().get(0).field("request")).isEqualTo("sender data");
            assertThat(trapper.requests().get(0).rows()).hasSize(3);
        }
    }

    @Test
    void everyPacketHasItsOwnConnection() {
        try (FakeTrapper trapper = FakeTrapper.start()) {
            TrapperSender sender = senderTo(trapper);
            for (int i = 0; i < 20; i++) assertThat(sender.send(PACKET)).isEqualTo(new Outcome.Accepted(3));
            assertThat(trapper.connections()).isEqualTo(20);
        }
    }

    @Test
    void aLargePacketGoesCompressedAndItsAnswerMayBeToo() {
        try (FakeTrapper trapper = FakeTrapper.start()) {
            TrapperConfig config = TrapperConfig.to(trapper.address()).withCompressAbove(1024);
            assertThat(new TrapperSender(config).send(packetOf(5000, "42"))).isEqualTo(new Outcome.Accepted(5000));
            assertThat(trapper.requests().get(0).compressed()).isTrue();
        }
    }

    @Test
    void onlyToAnotherMachineIsAnythingCompressedByDefault() {
        assertThat(TrapperConfig.to(new Address("zabbix.example", 10051)).compressAbove())
                .isEqualTo(TrapperConfig.DEFAULT_COMPRESS_ABOVE);
        assertThat(TrapperConfig.to(new Address("localhost", 10051)).compressAbove())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(TrapperConfig.to(Address.parseCluster("127.0.0.1;zabbix.example"))
                        .compressAbove())
                .isEqualTo(TrapperConfig.DEFAULT_COMPRESS_ABOVE);
    }

    @Test
    void aRefusalCarriesTheReason() {
        try (FakeTrapper trapper = FakeTrapper.start(Behaviour.answering(Answers.failed("paused")))) {
            assertThat(senderTo(trapper).send(PACKET)).isEqualTo(new Outcome.Refused("paused"));
        }
    }

    @Test
    void anAnswerCutAtAnyByteIsUnknown() {
        byte[] answer = TrapperFrames.plain(Answers.counted(3, 0, 3));
        for (int cut = 0; cut < answer.length; cut++) {
            try (FakeTrapper trapper = FakeTrapper.start(Behaviour.cuttingAnswerAfter(cut, answer))) {
                assertThat(senderTo(trapper).send(PACKET))
                        .as("cut after %d bytes", cut)
                        .isInstanceOf(Outcome.Unknown.class);
            }
        }
    }

    @Test
    void aRequestCutAtAnyByteIsUnknown() {
        for (int cut = 0; cut < 100; cut++) {
            try (FakeTrapper trapper = FakeTrapper.start(Behaviour.cuttingRequestAfter(cut))) {
                assertThat(senderTo(trapper).send(PACKET))
                        .as("cut after %d bytes", cut)
                        .isInstanceOf(Outcome.Unknown.class);
            }
        }
    }

    @Test
    void anotherProtocolIsUnknownAndQuoted() {
        try (FakeTrapper trapper =
                FakeTrapper.start(Behaviour.raw("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(senderTo(trapper).send(PACKET))
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("HTTP/1.1 400"));
        }
    }

    @Test
    void silenceIsUnknownWhenTheTimeLimitPasses() {
        try (FakeTrapper trapper = FakeTrapper.start(Behaviour.silent())) {
            assertEndsInTime(trapper, PACKET);
        }
    }

    @Test
    void aServerThatDoesNotReadCannotHoldTheSenderBeyondTheTimeLimit() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeTrapper trapper = FakeTrapper.start(Behaviour.deafUntil(end))) {
            TrapperConfig config = TrapperConfig.to(trapper.address()).withCompressAbove(Integer.MAX_VALUE);
            assertEndsInTime(config, packetOf(20, "x".repeat(1_000_000)));
            end.countDown();
        }
    }

    @Test
    void nobodyListeningIsNotSent() throws IOException {
        assertThat(sender(TrapperConfig.to(new Address("127.0.0.1", unusedPort())))
                        .send(PACKET))
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.reason()).contains("refused"));
    }

    @Test
    void aNameThatIsNoneIsNotSent() {
        assertThat(sender(TrapperConfig.to(new Address("no such host", 1))).send(PACKET))
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.reason()).contains("cannot be resolved"));
    }

    @Test
    void theSourceAddressIsUsed() throws IOException {
        try (FakeTrapper trapper = FakeTrapper.start()) {
            TrapperConfig config = TrapperConfig.to(trapper.address());
            assertThat(sender(config.withSourceAddress(ip("127.0.0.1"))).send(PACKET))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(sender(config.withSourceAddress(ip("192.0.2.1"))).send(PACKET))
                    .isInstanceOf(Outcome.NotSent.class);
            assertThat(sender(config.withSourceAddress(ip("::1"))).send(PACKET)).isInstanceOf(Outcome.NotSent.class);
        }
    }

    @Test
    void anInterruptBeforeSendingIsNotSentAndStaysSet() {
        try (FakeTrapper trapper = FakeTrapper.start()) {
            Thread.currentThread().interrupt();
            Outcome outcome = senderTo(trapper).send(PACKET);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        }
    }

    @Test
    void anInterruptWhileWaitingForTheAnswerIsUnknownAndStaysSet() throws InterruptedException {
        try (FakeTrapper trapper = FakeTrapper.start(Behaviour.silent())) {
            Outcome[] outcome = new Outcome[1];
            boolean[] interrupted = new boolean[1];
            Thread thread = new Thread(() -> {
                outcome[0] = senderTo(trapper).send(PACKET);
                interrupted[0] = Thread.currentThread().isInterrupted();
            });
            thread.start();
            await().until(() -> trapper.requests().size() == 1);
            thread.interrupt();
            thread.join();
            assertThat(outcome[0]).isInstanceOf(Outcome.Unknown.class);
            assertThat(interrupted[0]).isTrue();
        }
    }

    private static void assertEndsInTime(FakeTrapper trapper, Packet packet) {
        assertEndsInTime(TrapperConfig.to(trapper.address()), packet);
    }

    private static void assertEndsInTime(TrapperConfig config, Packet packet) {
        Duration limit = Duration.ofMillis(300);
        long start = System.nanoTime();
        Outcome outcome = sender(config.withTimeLimit(limit)).send(packet);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(limit, limit.plusSeconds(5));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("time limit"));
    }

    private static TrapperSender senderTo(FakeTrapper trapper) {
        return sender(TrapperConfig.to(trapper.address()));
    }

    private static TrapperSender sender(TrapperConfig config) {
        return new TrapperSender(config);
    }

    private static InetAddress ip(String literal) throws IOException {
        return InetAddress.getAllByName(literal)[0];
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, ip("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Packet packetOf(int size, String value) {
        return Packet.of(IntStream.range(0, size)
                .mapToObj(i -> Sample.of("host", "key[" + i + "]", value, 1_700_000_000, i))
                .toList());
    }
}

package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import nl.meldkamer.sender.testing.Answers;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.ServerSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailoverTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Outcome ACCEPTED = new Outcome.Accepted(1);
    private static final Packet PACKET = packetFor("host");

    @Test
    void aNodeThatDoesNotListenIsPassedOver() throws IOException {
        try (FakeTrapper active = FakeTrapper.start()) {
            assertThat(sender(unused(), active.address()).send(PACKET)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aNameThatIsNoneIsPassedOver() {
        try (FakeTrapper active = FakeTrapper.start()) {
            assertThat(sender(new Address("no such host", 1), active.address()).send(PACKET))
                    .isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aNodeWhoseHandshakeFailsOrStallsIsPassedOver() {
        for (Behaviour broken :
                List.<Behaviour>of((in, out, received) -> {}, (in, out, received) -> in.readAllBytes())) {
            try (FakeTrapper passedOver = FakeTrapper.start(broken);
                    FakeTrapper active = FakeTrapper.start(ServerSecurity.psk12("me", KEY))) {
                TrapperConfig config = TrapperConfig.to(List.of(passedOver.address(), active.address()))
                        .withTimeLimit(Duration.ofSeconds(6))
                        .withTls(TlsSettings.psk("me", KEY));
                assertThat(new TrapperSender(config).send(PACKET)).isEqualTo(ACCEPTED);
                assertThat(passedOver.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aNodeThatMayHaveReadTheRequestIsNotPassedOver() {
        for (Behaviour broken : List.of(Behaviour.cuttingRequestAfter(0), Behaviour.cuttingAnswerAfter(0))) {
            try (FakeTrapper first = FakeTrapper.start(broken);
                    FakeTrapper second = FakeTrapper.start()) {
                TrapperSender sender = sender(first.address(), second.address());
                assertThat(sender.send(PACKET)).isInstanceOf(Outcome.Unknown.class);
                assertThat(second.connections()).isZero();
                assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
                assertThat(second.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void theReasonNamesEveryNode() throws IOException {
        Address first = unused();
        Address second = unused();
        assertThat(sender(first, second).send(PACKET))
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.reason()).contains(first.toString(), second.toString()));
    }

    @Test
    void aRedirectIsFollowedAndRemembered() {
        try (FakeTrapper proxy = FakeTrapper.start();
                FakeTrapper server = FakeTrapper.start(redirecting(7, proxy.address()))) {
            TrapperSender sender = sender(server.address());
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(proxy.requests().get(0).json())
                    .isEqualTo(server.requests().get(0).json());
        }
    }

    @Test
    void aSecondRedirectInARowIsARefusalAndTheNextAttemptStartsThere() {
        try (FakeTrapper last = FakeTrapper.start();
                FakeTrapper proxy = FakeTrapper.start(redirecting(8, last.address()));
                FakeTrapper server = FakeTrapper.start(redirecting(7, proxy.address()))) {
            TrapperSender sender = sender(server.address());
            assertThat(sender.send(PACKET)).isEqualTo(new Outcome.Refused("redirected again, to " + last.address()));
            assertThat(last.connections()).isZero();
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aRedirectToNobodyIsNotSentAndNotRemembered() throws IOException {
        try (FakeTrapper server = FakeTrapper.start(redirecting(7, unused()), Behaviour.accepting())) {
            TrapperSender sender = sender(server.address());
            assertThat(sender.send(PACKET)).isInstanceOf(Outcome.NotSent.class);
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aProxyThatIsGoneIsPassedOverForTheServer() {
        try (FakeTrapper server = FakeTrapper.start(Behaviour.accepting())) {
            TrapperSender sender;
            try (FakeTrapper proxy = FakeTrapper.start();
                    FakeTrapper redirecting = FakeTrapper.start(redirecting(7, proxy.address()))) {
                sender = sender(redirecting.address(), server.address());
                assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            }
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aProxyThatResetsSendsTheRequestBackToTheServer() {
        try (FakeTrapper proxy = FakeTrapper.start(Behaviour.answering(Answers.reset()));
                FakeTrapper server = FakeTrapper.start(redirecting(7, proxy.address()), Behaviour.accepting())) {
            TrapperSender sender = sender(server.address());
            assertThat(sender.send(PACKET)).isInstanceOf(Outcome.Refused.class);
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void aRememberedProxyThatResetsIsLeftWithinTheSameAttempt() {
        try (FakeTrapper proxy = FakeTrapper.start(Behaviour.accepting(), Behaviour.answering(Answers.reset()));
                FakeTrapper server = FakeTrapper.start(redirecting(7, proxy.address()), Behaviour.accepting())) {
            TrapperSender sender = sender(server.address());
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(sender.send(PACKET)).isEqualTo(ACCEPTED);
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aResetByTheServerItselfIsARefusal() {
        try (FakeTrapper server = FakeTrapper.start(Behaviour.answering(Answers.reset()))) {
            assertThat(sender(server.address()).send(PACKET))
                    .isEqualTo(new Outcome.Refused("the proxy cannot serve at present"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void manyPacketsMayGoAtOnce() {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try (FakeTrapper server = FakeTrapper.start()) {
            TrapperSender sender = sender(server.address());
            List<CompletableFuture<Outcome>> outcomes = Stream.generate(() -> sender.sendAsync(PACKET, executor))
                    .limit(200)
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnly(ACCEPTED);
            assertThat(server.requests()).hasSize(200);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Behaviour redirecting(long revision, Address to) {
        return Behaviour.answering(Answers.redirect(revision, to.toString()));
    }

    private static TrapperSender sender(Address... nodes) {
        return new TrapperSender(TrapperConfig.to(List.of(nodes)));
    }

    private static Address unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Address("127.0.0.1", socket.getLocalPort());
        }
    }

    private static Packet packetFor(String host) {
        return Packet.of(List.of(Sample.of(host, "key", "42", 1_700_000_000, 1)));
    }
}

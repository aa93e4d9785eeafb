package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

/** What a client asks, and what it is answered. */
class SocketServerTest extends SocketServerFixture {

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
    void aDaemonThatDoesNotAnswerIsWaitedForNoLongerThanAllowed() throws IOException {
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path()));
            try (SocketClient client = SocketClient.connect(path(), Duration.ofMillis(100))) {
                assertThatThrownBy(() -> client.ask(new Request.Health())).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}

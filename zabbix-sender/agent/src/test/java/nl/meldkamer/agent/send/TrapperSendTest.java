package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.ReceivedRequest;
import nl.meldkamer.sender.testing.ServerSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on real sockets. */
class TrapperSendTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aValueArrivesAsItWasGiven() {
        try (FakeTrapper server = FakeTrapper.start()) {
            assertThat(send("", "-z", server.address().toString(), "-s", "h", "-k", "k[\"a b\"]", "-o", "50 €"))
                    .isZero();

            assertThat(server.requests()).hasSize(1);
            ReceivedRequest request = server.requests().get(0);
            assertThat(request.field("request")).isEqualTo("sender data");
            assertThat(request.field("session")).isEmpty();
            assertThat(request.rows())
                    .hasSize(1)
                    .first()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("host", "h")
                            .containsEntry("key", "k[\"a b\"]")
                            .containsEntry("value", "50 €")
                            .containsKeys("clock", "ns"));
        }
    }

    @Test
    void aThousandLinesOfTwoHostsArriveInPacketsOfOneHost() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1000; i++) lines.append("h").append(i % 2).append(" k v\n");
        try (FakeTrapper server = FakeTrapper.start()) {
            assertThat(send(lines.toString(), "-z", server.address().toString(), "-i", "-"))
                    .isZero();

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.rows())
                            .hasSize(500)
                            .extracting(row -> row.get("host"))
                            .containsOnly(request.rows().get(0).get("host")));
        }
    }

    @Test
    void theAnswerOfTheSecondNodeCountsWhenTheFirstIsDown() throws Exception {
        FakeTrapper down = FakeTrapper.start();
        down.close();
        try (FakeTrapper server = FakeTrapper.start()) {
            String nodes = down.address() + ";" + server.address();
            assertThat(send("", "-z", nodes, "-s", "h", "-k", "k", "-o", "v")).isZero();

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatClosesWithoutAnAnswerLeavesTheValuesUnknown() {
        try (FakeTrapper server = FakeTrapper.start(Behaviour.cuttingAnswerAfter(0))) {
            assertThat(send("", "-z", server.address().toString(), "-s", "h", "-k", "k", "-o", "v"))
                    .isEqualTo(1);

            assertThat(err.toString(UTF_8)).contains("unknown: 1 values may have been stored or not");
            assertThat(out.toString(UTF_8)).isEqualTo("sent: 0; skipped: 1; total: 1\n");
        }
    }

    @Test
    void aRefusalIsNoSuccess() {
        String answer = "{\"response\":\"failed\",\"info\":\"data collection has been paused.\"}";
        try (FakeTrapper server = FakeTrapper.start(Behaviour.answering(answer))) {
            assertThat(send("", "-z", server.address().toString(), "-s", "h", "-k", "k", "-o", "v"))
                    .isEqualTo(1);

            assertThat(err.toString(UTF_8)).contains("refused: data collection has been paused.");
        }
    }

    @Test
    void anAnswerThatCountsFewerValuesThanWereSentIsUnknown() {
        String answer = "{\"response\":\"success\",\"info\":\"processed: 0; failed: 0; total: 0; seconds spent: 0.1\"}";
        try (FakeTrapper server = FakeTrapper.start(Behaviour.answering(answer))) {
            assertThat(send("", "-z", server.address().toString(), "-s", "h", "-k", "k", "-o", "v"))
                    .isEqualTo(1);

            assertThat(err.toString(UTF_8)).contains("unknown: 1 values");
        }
    }

    @Test
    void aPreSharedKeySecuresTheConnection() throws Exception {
        Path key = Files.writeString(directory.resolve("psk"), KEY);
        try (FakeTrapper server = FakeTrapper.start(ServerSecurity.psk12("me", KEY))) {
            assertThat(send(
                            "",
                            "-z",
                            server.address().toString(),
                            "--tls-connect=psk",
                            "--tls-psk-identity=me",
                            "--tls-psk-file=" + key,
                            "-sh",
                            "-kk",
                            "-ov"))
                    .isZero();

            assertThat(server.requests()).hasSize(1);
        }
    }

    private int send(String input, String... words) {
        return new SendCommand(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Clock.systemUTC(),
                        SenderFactory::trapper)
                .run(words);
    }
}

package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.ingest.RunningServer.MAX_BODY;
import static nl.meldkamer.audit.ingest.RunningServer.TOKEN;
import static nl.meldkamer.audit.ingest.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Senders that send too much, too slowly or too often, and a store that is too slow or away. */
class IngestLimitsTest {

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aBodyOverTheLimitIsRefusedHoweverItComes() throws Exception {
        byte[] large = "x".repeat(MAX_BODY + 1).getBytes(UTF_8);
        HttpRequest.Builder unknownLength = HttpRequest.newBuilder(server.uri("/v1/events"))
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .header("Authorization", "Bearer " + TOKEN);

        assertThat(server.post("/v1/events", "application/json", large).statusCode())
                .isEqualTo(413);
        assertThat(server.send(unknownLength.build()).statusCode()).isEqualTo(413);
        assertThat(server.store.kept).isEmpty();
    }

    @Test
    void tooManyItemsAreRefusedAsAWhole() throws Exception {
        String items = IntStream.range(0, 101).mapToObj(i -> "1").collect(Collectors.joining(","));

        assertThat(server.post("[" + items + "]").statusCode()).isEqualTo(413);
        assertThat(server.store.kept).isEmpty();
    }

    @Test
    void aSenderThatIsTooSlowIsToldSo() throws Exception {
        try (Socket socket = server.socket()) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                            + "\r\nContent-Length: 100\r\n\r\n[")
                    .getBytes(UTF_8));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("did not come in");
        }
        assertThat(server.store.kept).isEmpty();
        assertThat(server.post(event("a")).statusCode()).isEqualTo(200);
    }

    @Test
    void aSenderThatGoesAwayLeavesNothingBehind() throws Exception {
        try (Socket socket = server.socket()) {
            socket.getOutputStream()
                    .write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + event("a"))
                            .getBytes(UTF_8));
        }
        assertThat(server.post(event("b")).statusCode()).isEqualTo(200);
        assertThat(server.store.events()).extracting("id").containsExactly("b");
    }

    @Test
    void oneThatSendsMoreThanItMayIsToldWhenToComeAgain() throws Exception {
        String items = IntStream.range(0, 30).mapToObj(i -> event("e" + i)).collect(Collectors.joining(","));
        HttpRequest request = server.request("/v1/events", "application/json", ("[" + items + "]").getBytes(UTF_8))
                .header("Authorization", "Bearer slow's token of length")
                .build();

        assertThat(server.send(request).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = server.send(request);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(15L, 22L);
    }

    @Test
    void aStoreThatIsAwayIsNotTheSendersFault() throws Exception {
        server.store.mood = FakeStore.Mood.AWAY;
        HttpResponse<String> answer = server.post("[" + event("a") + ", 7]");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(server.get("/v1/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aStoreThatHasTooMuchToDoIsToBeAskedLater() throws Exception {
        server.store.mood = FakeStore.Mood.BUSY;
        HttpResponse<String> answer = server.post(event("a"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void aStoreThatIsSilentIsGivenUpInTime() throws Exception {
        server.store.mood = FakeStore.Mood.SILENT;

        HttpResponse<String> answer = server.post(event("a"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("send it again");
    }
}

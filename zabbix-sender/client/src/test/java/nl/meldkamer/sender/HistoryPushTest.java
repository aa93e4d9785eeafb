package nl.meldkamer.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nl.meldkamer.sender.HistoryPush.Result;
import nl.meldkamer.sender.HistoryPush.ValueOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HistoryPushTest {

    private static final List<Sample> SAMPLES =
            List.of(Sample.of("h1", "k[\"a\"]", "1", 1_700_000_000, 5), Sample.of("h2", "k", "é", 1_700_000_001, 6));

    private final AtomicReference<String> request = new AtomicReference<>("");
    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachValueHasItsOwnOutcome() {
        answer = result("{\"itemid\":\"7\"},{\"error\":\"No permissions to referred object or it does not exist.\"}");
        assertThat(push())
                .isEqualTo(new Result.Answered(List.of(
                        new ValueOutcome.Accepted("7"),
                        new ValueOutcome.Rejected("No permissions to referred object or it does not exist."))));
        assertThat(authorization.get()).isEqualTo("Bearer secret-token");
        assertThat(request.get())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"history.push\",\"id\":1,\"params\":["
                        + "{\"host\":\"h1\",\"key\":\"k[\\\"a\\\"]\",\"value\":\"1\",\"clock\":1700000000,\"ns\":5},"
                        + "{\"host\":\"h2\",\"key\":\"k\",\"value\":\"é\",\"clock\":1700000001,\"ns\":6}]}");
    }

    @Test
    void aRepeatIsADuplicate() {
        answer = result(
                "{\"itemid\":7,\"error\":\"Duplicate timestamp found.\"},{\"itemid\":7,\"error\":\"Item is disabled.\"}");
        assertThat(push())
                .isEqualTo(new Result.Answered(
                        List.of(new ValueOutcome.Duplicate(), new ValueOutcome.Rejected("Item is disabled."))));
    }

    @Test
    void anErrorOfTheApiRefusesTheWholeCall() {
        answer =
                "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid params.\",\"data\":\"Not authorized.\"},\"id\":1}";
        assertThat(push()).isEqualTo(new Result.Refused("Invalid params. Not authorized."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{}",
                "{\"result\":{}}",
                "{\"result\":{\"response\":\"success\",\"data\":[{\"itemid\":\"7\"}]}}",
                "{\"result\":{\"response\":\"success\",\"data\":[{},{}]}}",
                "{\"result\":{\"response\":\"success\",\"data\":[1,2]}}",
                "{\"result\":{\"response\":\"success\",\"data\":[{\"itemid\":\"7\"},"
            })
    void anAnswerThatDoesNotSpeakOfEveryValueIsUnknown(String text) {
        answer = text;
        assertThat(push()).isInstanceOf(Result.Unknown.class);
    }

    @Test
    void theWebServersOwnRefusalIsARefusal() {
        status = 404;
        assertThat(push())
                .isInstanceOfSatisfying(
                        Result.Refused.class, it -> assertThat(it.reason()).contains("404"));
        status = 301;
        assertThat(push()).isInstanceOf(Result.Refused.class);
        assertThat(calls).hasValue(2);
        status = 502;
        assertThat(push()).isInstanceOf(Result.Unknown.class);
    }

    @Test
    void aCutBeforeTheAnswerIsUnknownAndNotRetried() {
        status = 0;
        assertThat(push()).isInstanceOf(Result.Unknown.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void nobodyListeningIsNotSent() {
        server.stop(0);
        assertThat(push()).isInstanceOf(Result.NotSent.class);
    }

    @Test
    void whatItCannotCarryIsRefusedAtOnce() {
        try (HistoryPush push = historyPush()) {
            Sample unsupported = Sample.notSupported("h", "k", "why", 1, 1);
            Sample log = new Sample("h", "k", "v", true, 1, 1, Optional.of(new LogEntry(1, "s", 1, 1)));
            for (List<Sample> samples : List.of(List.<Sample>of(), List.of(unsupported), List.of(log)))
                assertThatThrownBy(() -> push.push(samples)).isInstanceOf(IllegalArgumentException.class);
            assertThat(HistoryPush.carries(unsupported)).isFalse();
            assertThat(HistoryPush.carries(log)).isFalse();
            assertThat(SAMPLES).allMatch(HistoryPush::carries);
        }
    }

    private Result push() {
        try (HistoryPush push = historyPush()) {
            return push.push(SAMPLES);
        }
    }

    private HistoryPush historyPush() {
        URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api_jsonrpc.php");
        return new HistoryPush(api, "secret-token", Duration.ofSeconds(20));
    }

    private void serve(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        request.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
        if (status == 0) throw new IOException("cut");
        byte[] body = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Location", "http://elsewhere.example/");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String result(String data) {
        return "{\"jsonrpc\":\"2.0\",\"result\":{\"response\":\"success\",\"data\":[" + data + "]},\"id\":1}";
    }
}

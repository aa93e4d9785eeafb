package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The server on a port of its own for each test, before a store that does as it is told; and what its senders do. */
final class RunningServer implements BeforeEachCallback, AfterEachCallback {
    static final String SECRET = "a secret of some length";
    static final String TOKEN = "a token of some length";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final int MAX_BODY = 20_000;

    final FakeStore store = new FakeStore();
    Instant now = NOW;
    boolean receiptsFail;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private IngestServer server;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        IngestLimits limits = new IngestLimits(
                MAX_BODY, 100, 4, 8, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMinutes(5));
        server = IngestServer.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                List.of(
                        producer("signing", new Credential.SharedSecret(SECRET), 1000),
                        producer("frappe", new Credential.FrappeSecret(SECRET), 1000),
                        producer("slow", new Credential.BearerToken("slow's token of length"), 1),
                        producer("token", new Credential.BearerToken(TOKEN), 1000)),
                Map.of(
                        "/v1/frappe", new FrappeForm(Declarations.builtIn("verenigingen")),
                        "/v1/zabbix", new ZabbixForm()),
                limits,
                store,
                store,
                () -> store.mood != FakeStore.Mood.AWAY,
                this::receipt,
                () -> now);
    }

    private Optional<String> receipt(String stream, long seq) {
        if (receiptsFail) throw new IllegalStateException("the store is away");
        return Optional.of("receipt for " + stream + " " + seq);
    }

    private static Producer producer(String name, Credential credential, int perSecond) {
        return new Producer(name, "club/app", name, credential, ZoneOffset.UTC, perSecond);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(server.close(Duration.ofSeconds(5))).isTrue();
    }

    IngestCounters counters() {
        return server.counters();
    }

    /** To write to it what is no whole request. */
    Socket socket() throws IOException {
        return new Socket(server.address().getAddress(), server.address().getPort());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    static String event(String id) {
        return "{\"id\":\"" + id + "\",\"process\":\"p\",\"action\":\"a\",\"status\":\"Compliant\","
                + "\"occurred\":\"2026-01-31T13:45:00Z\"}";
    }

    HttpResponse<String> post(String body) throws Exception {
        return post("/v1/events", "application/json", body.getBytes(UTF_8));
    }

    HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        HttpRequest request = request(path, type, body)
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return send(request);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpRequest.Builder request(String path, String type, byte[] body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(body));
    }

    HttpRequest signed(String id, Instant at, String body, String secret) throws Exception {
        return signedAs(id, at, body, "v1,AAAA v1," + hmac(secret, id + "." + at.getEpochSecond() + "." + body));
    }

    HttpRequest signedAs(String id, Instant at, String body, String signature) {
        return request("/v1/events", "application/json", body.getBytes(UTF_8))
                .header("Meldkamer-Producer", "signing")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature)
                .build();
    }

    static String hmac(String secret, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    String results(HttpResponse<String> answer) throws IOException {
        JsonNode body = mapper.readTree(answer.body());
        return body.get("results").toString();
    }
}

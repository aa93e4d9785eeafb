package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestServerTest {

    private static final String SECRET = "a secret of some length";
    private static final String TOKEN = "a token of some length";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MAX_BODY = 20_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final FakeStore store = new FakeStore();
    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = NOW;
    private boolean receiptsFail;
    private IngestServer server;

    @BeforeEach
    void open() throws IOException {
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

    @AfterEach
    void close() {
        assertThat(server.close(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void anArrayIsStoredAndEachItemHasItsResult() throws Exception {
        HttpResponse<String> answer = post("[" + event("a") + "," + event("b") + "," + event("a") + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(results(answer)).isEqualTo("[{\"seq\":0},{\"seq\":1},{\"duplicate\":0}]");
        assertThat(store.events()).extracting("id").containsExactly("a", "b");
        assertThat(server.counters().stored()).isEqualTo(2);
        assertThat(server.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void whoAsksForReceiptsGetsOneForEachEventThatIsThere() throws Exception {
        String events = "[" + event("a") + "," + event("a") + ",7]";
        assertThat(results(postForReceipts(events)))
                .startsWith("[{\"seq\":0,\"receipt\":\"receipt for club/app 0\"},"
                        + "{\"duplicate\":0,\"receipt\":\"receipt for club/app 0\"},{\"quarantined\":")
                .containsOnlyOnce("quarantined")
                .doesNotContain("null");
        assertThat(server.counters().failedReceipts()).isZero();
    }

    @Test
    void receiptsThatCanNotBeMadeDoNotUnstoreAnEvent() throws Exception {
        receiptsFail = true;
        HttpResponse<String> answer = postForReceipts(event("a"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(results(answer)).isEqualTo("[{\"seq\":0}]");
        assertThat(server.counters().failedReceipts()).isEqualTo(1);
    }

    private HttpResponse<String> postForReceipts(String body) throws Exception {
        HttpRequest request = request("/v1/events", "application/json", body.getBytes(UTF_8))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Meldkamer-Receipt", "yes")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void oneObjectNeedsNoArray() throws Exception {
        assertThat(results(post(event("a")))).isEqualTo("[{\"seq\":0}]");
    }

    @Test
    void anEmptyArrayIsNothingAndNoFault() throws Exception {
        HttpResponse<String> answer = post("[]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(results(answer)).isEqualTo("[]");
    }

    @Test
    void allThatTheProducerSaidIsInTheEvent() throws Exception {
        post("{\"id\":\"1\",\"process\":\"Mandate Creation\",\"action\":\"mandate_created\",\"status\":\"Odd\","
                + "\"occurred\":\"2026-01-31T13:45:00.123456789+01:00\",\"actor\":\"a@b\",\"trace\":\"t\","
                + "\"reference\":{\"type\":\"SEPA Mandate\",\"name\":\"SM-1\"},\"details\":{\"n\":1.50},"
                + "\"personal\":{\"person\":\"M-1\",\"erasable\":{\"name\":\"Jan\"},\"legal\":{\"iban\":\"NL\"}},"
                + "\"colour\":\"red\"}");

        assertThat(store.events()).singleElement().satisfies(event -> {
            assertThat(event.stream()).isEqualTo("club/app");
            assertThat(event.source()).isEqualTo("token");
            assertThat(event.status()).isEqualTo("Odd");
            assertThat(event.occurred()).isEqualTo(Instant.parse("2026-01-31T12:45:00.123456Z"));
            assertThat(event.reference().name()).isEqualTo("SM-1");
            assertThat(event.personal().erasable()).containsEntry("name", "Jan");
            assertThat(event.personal().legal()).containsEntry("iban", "NL");
            assertThat(event.details()).isEqualTo("{\"n\":1.50,\"unrecognised\":{\"colour\":\"red\"}}");
        });
    }

    @Test
    void linesAreReadOneByOneSoThatABadOneHarmsNoOther() throws Exception {
        byte[] body = (event("a") + "\n{torn\n\n" + event("b") + "\n\"text\"\n" + event("c") + " x\n").getBytes(UTF_8);
        HttpResponse<String> answer = post("/v1/events", "application/x-ndjson", body);

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(store.events()).extracting("id").containsExactly("a", "b");
        assertThat(store.kept)
                .extracting(kept -> new String(kept.raw(), UTF_8))
                .containsExactly("{torn", "\"text\"", event("c") + " x");
    }

    @Test
    void anItemOfTheWrongTypeIsKeptApartByteForByteAndTheRestIsStored() throws Exception {
        String bad = "{\"id\": 7,  \"process\":\"p\"}";
        HttpResponse<String> answer = post("[" + event("a") + ", " + bad + " ," + event("b") + "]");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(results(answer))
                .isEqualTo("[{\"seq\":0},{\"quarantined\":1,\"reason\":\"'id' is not text\"},{\"seq\":1}]");
        assertThat(store.kept).singleElement().satisfies(kept -> {
            assertThat(new String(kept.raw(), UTF_8)).isEqualTo(bad);
            assertThat(kept.producer()).isEqualTo("token");
        });
    }

    @Test
    void nothingButWrongTypesIsUnprocessable() throws Exception {
        assertThat(post("[1, \"two\", null]").statusCode()).isEqualTo(422);
        assertThat(store.kept).hasSize(3);
    }

    @Test
    void anArrayThatBreaksOffIsStoredAsFarAsItGoes() throws Exception {
        HttpResponse<String> answer = post("[" + event("a") + ", {\"id\": \"b\", \"pro");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(store.events()).extracting("id").containsExactly("a");
        assertThat(store.kept)
                .extracting(kept -> new String(kept.raw(), UTF_8))
                .containsExactly("{\"id\": \"b\", \"pro");
    }

    @Test
    void whatIsNotJsonIsKeptApartAndSaidToBeSo() throws Exception {
        HttpResponse<String> answer = post("NL91ABNA0417164300");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not JSON at byte").doesNotContain("NL91");
        assertThat(store.kept).hasSize(1);
    }

    @Test
    void whatIsNotUtf8IsKeptApartByteForByteAndSaidToBeSo() throws Exception {
        byte[] body = event("caf\u00e9").getBytes(ISO_8859_1);
        HttpResponse<String> answer = post("/v1/events", "application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not UTF-8");
        assertThat(store.kept).singleElement().extracting(FakeStore.Kept::raw).isEqualTo(body);
    }

    @Test
    void otherEncodingsOfJsonAreNotGuessed() throws Exception {
        byte[] body = event("a").getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

        assertThat(post("/v1/events", "application/json", body).statusCode()).isEqualTo(400);
        assertThat(store.events()).isEmpty();
    }

    @Test
    void whatPostgreSqlCanNotHoldIsKeptApart() throws Exception {
        for (String hostile : List.of("\\u0000", "\\ud800")) post(event("a" + hostile));
        post("{\"id\":\"x\",\"details\":{\"n\":1e99999}}");
        post("{\"id\":\"x\",\"id\":\"y\"}");
        post("[".repeat(1000) + "]".repeat(1000));

        assertThat(store.events()).isEmpty();
        assertThat(store.kept).hasSize(5);
    }

    @Test
    void aProducerCanNotSpeakForAnother() throws Exception {
        HttpResponse<String> answer = post(event("a").replace("{\"id\"", "{\"source\":\"signing\",\"id\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("'source' is not this producer's");
    }

    @Test
    void anEmptyBodyIsABadRequest() throws Exception {
        assertThat(post(" ").statusCode()).isEqualTo(400);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void aTokenThatIsNotKnownIsRefused() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/v1/events", "application/json", event("a").getBytes(UTF_8))
                        .header("Authorization", "Bearer another token")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(store.events()).isEmpty();
        assertThat(server.counters().refusedRequests()).isEqualTo(1);
    }

    @Test
    void aProducerWithoutCredentialsIsRefused() throws Exception {
        HttpRequest bare = request("/v1/events", "application/json", event("a").getBytes(UTF_8))
                .build();

        assertThat(client.send(bare, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignedRequestIsTakenOnce() throws Exception {
        HttpRequest request = signed("m1", NOW, event("a"), SECRET);

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        HttpResponse<String> again = client.send(request, BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("taken already");
    }

    /** Base64 can be written without its padding, and its last character has two bits that say nothing. */
    @Test
    void aSignedRequestIsTakenOnceHoweverItsSignatureIsWritten() throws Exception {
        String signature = hmac(SECRET, "m1." + NOW.getEpochSecond() + "." + event("a"));
        char last = signature.charAt(signature.length() - 2);
        char other = last == '8' ? '9' : (char) (last + 1);
        assertThat(sendSigned(signature)).isEqualTo(200);
        assertThat(sendSigned(signature.replace("=", ""))).isEqualTo(409);
        assertThat(sendSigned(signature.substring(0, signature.length() - 2) + other + "="))
                .isEqualTo(409);
        assertThat(store.events()).hasSize(1);
    }

    private int sendSigned(String signature) throws Exception {
        HttpRequest request = signedAs("m1", NOW, event("a"), "v1," + signature);
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aSignedRequestThatTheStoreDidNotTakeMayComeAgainAsItIs() throws Exception {
        HttpRequest request = signed("m1", NOW, event("a"), SECRET);
        store.mood = FakeStore.Mood.AWAY;
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);

        store.mood = FakeStore.Mood.WELL;
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongSignatureIsRefused() throws Exception {
        HttpRequest request = signed("m1", NOW, event("a"), "another secret of length");
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("the signature is wrong");
        assertThat(store.events()).isEmpty();
        assertThat(store.kept).isEmpty();
    }

    @Test
    void aSignatureOfAnotherTimeIsRefused() throws Exception {
        for (long off : new long[] {-301, 301}) {
            HttpRequest request = signed("m1", NOW.plusSeconds(off), event("a"), SECRET);
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("too far from the clock");
        }
    }

    @Test
    void aSignedRequestIsStillKnownAtTheEndOfItsWindow() throws Exception {
        HttpRequest request = signed("m1", NOW.plusSeconds(300), event("a"), SECRET);
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        now = NOW.plusSeconds(600);
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(409);
    }

    @Test
    void aBodyOverTheLimitIsRefusedHoweverItComes() throws Exception {
        byte[] large = "x".repeat(MAX_BODY + 1).getBytes(UTF_8);
        HttpRequest.Builder unknownLength = HttpRequest.newBuilder(uri("/v1/events"))
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .header("Authorization", "Bearer " + TOKEN);

        assertThat(post("/v1/events", "application/json", large).statusCode()).isEqualTo(413);
        assertThat(client.send(unknownLength.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void tooManyItemsAreRefusedAsAWhole() throws Exception {
        String items = IntStream.range(0, 101).mapToObj(i -> "1").collect(Collectors.joining(","));

        assertThat(post("[" + items + "]").statusCode()).isEqualTo(413);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void aSenderThatIsTooSlowIsToldSo() throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                            + "\r\nContent-Length: 100\r\n\r\n[")
                    .getBytes(UTF_8));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("did not come in");
        }
        assertThat(store.kept).isEmpty();
        assertThat(post(event("a")).statusCode()).isEqualTo(200);
    }

    @Test
    void aSenderThatGoesAwayLeavesNothingBehind() throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + event("a"))
                            .getBytes(UTF_8));
        }
        assertThat(post(event("b")).statusCode()).isEqualTo(200);
        assertThat(store.events()).extracting("id").containsExactly("b");
    }

    @Test
    void oneThatSendsMoreThanItMayIsToldWhenToComeAgain() throws Exception {
        String items = IntStream.range(0, 30).mapToObj(i -> event("e" + i)).collect(Collectors.joining(","));
        HttpRequest request = request("/v1/events", "application/json", ("[" + items + "]").getBytes(UTF_8))
                .header("Authorization", "Bearer slow's token of length")
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(15L, 22L);
    }

    @Test
    void aStoreThatIsAwayIsNotTheSendersFault() throws Exception {
        store.mood = FakeStore.Mood.AWAY;
        HttpResponse<String> answer = post("[" + event("a") + ", 7]");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(get("/v1/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aStoreThatHasTooMuchToDoIsToBeAskedLater() throws Exception {
        store.mood = FakeStore.Mood.BUSY;
        HttpResponse<String> answer = post(event("a"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void aStoreThatIsSilentIsGivenUpInTime() throws Exception {
        store.mood = FakeStore.Mood.SILENT;

        HttpResponse<String> answer = post(event("a"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("send it again");
    }

    @Test
    void healthIsForEveryoneToAsk() throws Exception {
        assertThat(get("/v1/health").statusCode()).isEqualTo(200);
    }

    @Test
    void otherMethodsTypesAndEncodingsAreRefused() throws Exception {
        assertThat(get("/v1/events").statusCode()).isEqualTo(405);
        assertThat(post("/v1/events", "text/csv", new byte[] {'a'}).statusCode())
                .isEqualTo(415);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aWebhookOfFrappeIsTakenBySignatureOfItsBody() throws Exception {
        String body =
                "{\"doctype\": \"Volunteer Expense\", \"name\": \"VE-1\", \"status\": \"Approved\", \"volunteer\":"
                        + " \"V-1\", \"amount\": 12.5, \"modified\": \"2026-03-01 10:00:00.123456\", \"modified_by\": \"a@b\","
                        + " \"docstatus\": 1, \"note\": \"for Jan\"}";
        HttpRequest request = request("/v1/frappe", "application/json", body.getBytes(UTF_8))
                .header("Meldkamer-Producer", "frappe")
                .header("X-Frappe-Webhook-Signature", hmac(SECRET, body))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("\"seq\":0");
        assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("\"duplicate\":0");
        assertThat(store.events()).singleElement().satisfies(event -> {
            assertThat(event.process()).isEqualTo("Volunteer Expense");
            assertThat(event.action()).isEqualTo("expense_Approved");
            assertThat(event.actor()).isEqualTo("a@b");
            assertThat(event.details()).doesNotContain("Jan");
            assertThat(event.personal().erasable()).containsEntry("note", "for Jan");
        });
    }

    @Test
    void aWebhookOfFrappeWithAnotherSignatureIsRefused() throws Exception {
        HttpRequest request = request("/v1/frappe", "application/json", "{}".getBytes(UTF_8))
                .header("Meldkamer-Producer", "frappe")
                .header("X-Frappe-Webhook-Signature", hmac("another", "{}"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    private static String event(String id) {
        return "{\"id\":\"" + id + "\",\"process\":\"p\",\"action\":\"a\",\"status\":\"Compliant\","
                + "\"occurred\":\"2026-01-31T13:45:00Z\"}";
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post("/v1/events", "application/json", body.getBytes(UTF_8));
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        HttpRequest request = request(path, type, body)
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String type, byte[] body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest signed(String id, Instant at, String body, String secret) throws Exception {
        return signedAs(id, at, body, "v1,AAAA v1," + hmac(secret, id + "." + at.getEpochSecond() + "." + body));
    }

    private HttpRequest signedAs(String id, Instant at, String body, String signature) {
        return request("/v1/events", "application/json", body.getBytes(UTF_8))
                .header("Meldkamer-Producer", "signing")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature)
                .build();
    }

    private static String hmac(String secret, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private String results(HttpResponse<String> answer) throws IOException {
        JsonNode body = mapper.readTree(answer.body());
        return body.get("results").toString();
    }
}

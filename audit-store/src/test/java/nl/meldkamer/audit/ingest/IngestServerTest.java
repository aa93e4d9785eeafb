package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.ingest.RunningServer.TOKEN;
import static nl.meldkamer.audit.ingest.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sender is answered, and what is stored of what it sent. */
class IngestServerTest {

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void anArrayIsStoredAndEachItemHasItsResult() throws Exception {
        HttpResponse<String> answer = server.post("[" + event("a") + "," + event("b") + "," + event("a") + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.results(answer)).isEqualTo("[{\"seq\":0},{\"seq\":1},{\"duplicate\":0}]");
        assertThat(server.store.events()).extracting("id").containsExactly("a", "b");
        assertThat(server.counters().stored()).isEqualTo(2);
        assertThat(server.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void whoAsksForReceiptsGetsOneForEachEventThatIsThere() throws Exception {
        String events = "[" + event("a") + "," + event("a") + ",7]";
        assertThat(server.results(postForReceipts(events)))
                .startsWith("[{\"seq\":0,\"receipt\":\"receipt for club/app 0\"},"
                        + "{\"duplicate\":0,\"receipt\":\"receipt for club/app 0\"},{\"quarantined\":")
                .containsOnlyOnce("quarantined")
                .doesNotContain("null");
        assertThat(server.counters().failedReceipts()).isZero();
    }

    @Test
    void receiptsThatCanNotBeMadeDoNotUnstoreAnEvent() throws Exception {
        server.receiptsFail = true;
        HttpResponse<String> answer = postForReceipts(event("a"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.results(answer)).isEqualTo("[{\"seq\":0}]");
        assertThat(server.counters().failedReceipts()).isEqualTo(1);
    }

    private HttpResponse<String> postForReceipts(String body) throws Exception {
        HttpRequest request = server.request("/v1/events", "application/json", body.getBytes(UTF_8))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Meldkamer-Receipt", "yes")
                .build();
        return server.send(request);
    }

    @Test
    void oneObjectNeedsNoArray() throws Exception {
        assertThat(server.results(server.post(event("a")))).isEqualTo("[{\"seq\":0}]");
    }

    @Test
    void anEmptyArrayIsNothingAndNoFault() throws Exception {
        HttpResponse<String> answer = server.post("[]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.results(answer)).isEqualTo("[]");
    }

    @Test
    void allThatTheProducerSaidIsInTheEvent() throws Exception {
        server.post("{\"id\":\"1\",\"process\":\"Mandate Creation\",\"action\":\"mandate_created\",\"status\":\"Odd\","
                + "\"occurred\":\"2026-01-31T13:45:00.123456789+01:00\",\"actor\":\"a@b\",\"trace\":\"t\","
                + "\"reference\":{\"type\":\"SEPA Mandate\",\"name\":\"SM-1\"},\"details\":{\"n\":1.50},"
                + "\"personal\":{\"person\":\"M-1\",\"erasable\":{\"name\":\"Jan\"},\"legal\":{\"iban\":\"NL\"}},"
                + "\"colour\":\"red\"}");

        assertThat(server.store.events()).singleElement().satisfies(event -> {
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
    void healthIsForEveryoneToAsk() throws Exception {
        assertThat(server.get("/v1/health").statusCode()).isEqualTo(200);
    }

    @Test
    void otherMethodsTypesAndEncodingsAreRefused() throws Exception {
        assertThat(server.get("/v1/events").statusCode()).isEqualTo(405);
        assertThat(server.post("/v1/events", "text/csv", new byte[] {'a'}).statusCode())
                .isEqualTo(415);
        assertThat(server.get("/elsewhere").statusCode()).isEqualTo(404);
    }
}

package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.ingest.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies in which something can be no event. */
class UnfitBodyTest {

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void linesAreReadOneByOneSoThatABadOneHarmsNoOther() throws Exception {
        byte[] body = (event("a") + "\n{torn\n\n" + event("b") + "\n\"text\"\n" + event("c") + " x\n").getBytes(UTF_8);
        HttpResponse<String> answer = server.post("/v1/events", "application/x-ndjson", body);

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(server.store.events()).extracting("id").containsExactly("a", "b");
        assertThat(server.store.kept)
                .extracting(kept -> new String(kept.raw(), UTF_8))
                .containsExactly("{torn", "\"text\"", event("c") + " x");
    }

    @Test
    void anItemOfTheWrongTypeIsKeptApartByteForByteAndTheRestIsStored() throws Exception {
        String bad = "{\"id\": 7,  \"process\":\"p\"}";
        HttpResponse<String> answer = server.post("[" + event("a") + ", " + bad + " ," + event("b") + "]");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(server.results(answer))
                .isEqualTo("[{\"seq\":0},{\"quarantined\":1,\"reason\":\"'id' is not text\"},{\"seq\":1}]");
        assertThat(server.store.kept).singleElement().satisfies(kept -> {
            assertThat(new String(kept.raw(), UTF_8)).isEqualTo(bad);
            assertThat(kept.producer()).isEqualTo("token");
        });
    }

    @Test
    void nothingButWrongTypesIsUnprocessable() throws Exception {
        assertThat(server.post("[1, \"two\", null]").statusCode()).isEqualTo(422);
        assertThat(server.store.kept).hasSize(3);
    }

    @Test
    void anArrayThatBreaksOffIsStoredAsFarAsItGoes() throws Exception {
        HttpResponse<String> answer = server.post("[" + event("a") + ", {\"id\": \"b\", \"pro");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(server.store.events()).extracting("id").containsExactly("a");
        assertThat(server.store.kept)
                .extracting(kept -> new String(kept.raw(), UTF_8))
                .containsExactly("{\"id\": \"b\", \"pro");
    }

    @Test
    void whatIsNotJsonIsKeptApartAndSaidToBeSo() throws Exception {
        HttpResponse<String> answer = server.post("NL91ABNA0417164300");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not JSON at byte").doesNotContain("NL91");
        assertThat(server.store.kept).hasSize(1);
    }

    @Test
    void whatIsNotUtf8IsKeptApartByteForByteAndSaidToBeSo() throws Exception {
        byte[] body = event("caf\u00e9").getBytes(ISO_8859_1);
        HttpResponse<String> answer = server.post("/v1/events", "application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not UTF-8");
        assertThat(server.store.kept)
                .singleElement()
                .extracting(FakeStore.Kept::raw)
                .isEqualTo(body);
    }

    @Test
    void otherEncodingsOfJsonAreNotGuessed() throws Exception {
        byte[] body = event("a").getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

        assertThat(server.post("/v1/events", "application/json", body).statusCode())
                .isEqualTo(400);
        assertThat(server.store.events()).isEmpty();
    }

    @Test
    void whatPostgreSqlCanNotHoldIsKeptApart() throws Exception {
        for (String hostile : List.of("\\u0000", "\\ud800")) server.post(event("a" + hostile));
        server.post("{\"id\":\"x\",\"details\":{\"n\":1e99999}}");
        server.post("{\"id\":\"x\",\"id\":\"y\"}");
        server.post("[".repeat(1000) + "]".repeat(1000));

        assertThat(server.store.events()).isEmpty();
        assertThat(server.store.kept).hasSize(5);
    }

    @Test
    void aProducerCanNotSpeakForAnother() throws Exception {
        HttpResponse<String> answer = server.post(event("a").replace("{\"id\"", "{\"source\":\"signing\",\"id\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("'source' is not this producer's");
    }

    @Test
    void anEmptyBodyIsABadRequest() throws Exception {
        assertThat(server.post(" ").statusCode()).isEqualTo(400);
        assertThat(server.store.kept).isEmpty();
    }
}

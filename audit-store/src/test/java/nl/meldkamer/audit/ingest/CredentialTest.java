package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.ingest.RunningServer.NOW;
import static nl.meldkamer.audit.ingest.RunningServer.SECRET;
import static nl.meldkamer.audit.ingest.RunningServer.event;
import static nl.meldkamer.audit.ingest.RunningServer.hmac;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is let in. */
class CredentialTest {

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aTokenThatIsNotKnownIsRefused() throws Exception {
        HttpResponse<String> answer = server.send(
                server.request("/v1/events", "application/json", event("a").getBytes(UTF_8))
                        .header("Authorization", "Bearer another token")
                        .build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(server.store.events()).isEmpty();
        assertThat(server.counters().refusedRequests()).isEqualTo(1);
    }

    @Test
    void aProducerWithoutCredentialsIsRefused() throws Exception {
        HttpRequest bare = server.request(
                        "/v1/events", "application/json", event("a").getBytes(UTF_8))
                .build();

        assertThat(server.send(bare).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignedRequestIsTakenOnce() throws Exception {
        HttpRequest request = server.signed("m1", NOW, event("a"), SECRET);

        assertThat(server.send(request).statusCode()).isEqualTo(200);
        HttpResponse<String> again = server.send(request);
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
        assertThat(server.store.events()).hasSize(1);
    }

    private int sendSigned(String signature) throws Exception {
        HttpRequest request = server.signedAs("m1", NOW, event("a"), "v1," + signature);
        return server.send(request).statusCode();
    }

    @Test
    void aSignedRequestThatTheStoreDidNotTakeMayComeAgainAsItIs() throws Exception {
        HttpRequest request = server.signed("m1", NOW, event("a"), SECRET);
        server.store.mood = FakeStore.Mood.AWAY;
        assertThat(server.send(request).statusCode()).isEqualTo(503);

        server.store.mood = FakeStore.Mood.WELL;
        assertThat(server.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongSignatureIsRefused() throws Exception {
        HttpRequest request = server.signed("m1", NOW, event("a"), "another secret of length");
        HttpResponse<String> answer = server.send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("the signature is wrong");
        assertThat(server.store.events()).isEmpty();
        assertThat(server.store.kept).isEmpty();
    }

    @Test
    void aSignatureOfAnotherTimeIsRefused() throws Exception {
        for (long off : new long[] {-301, 301}) {
            HttpRequest request = server.signed("m1", NOW.plusSeconds(off), event("a"), SECRET);
            HttpResponse<String> answer = server.send(request);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("too far from the clock");
        }
    }

    @Test
    void aSignedRequestIsStillKnownAtTheEndOfItsWindow() throws Exception {
        HttpRequest request = server.signed("m1", NOW.plusSeconds(300), event("a"), SECRET);
        assertThat(server.send(request).statusCode()).isEqualTo(200);

        server.now = NOW.plusSeconds(600);
        assertThat(server.send(request).statusCode()).isEqualTo(409);
    }

    @Test
    void aWebhookOfFrappeIsTakenBySignatureOfItsBody() throws Exception {
        String body =
                "{\"doctype\": \"Volunteer Expense\", \"name\": \"VE-1\", \"status\": \"Approved\", \"volunteer\":"
                        + " \"V-1\", \"amount\": 12.5, \"modified\": \"2026-03-01 10:00:00.123456\", \"modified_by\": \"a@b\","
                        + " \"docstatus\": 1, \"note\": \"for Jan\"}";
        HttpRequest request = server.request("/v1/frappe", "application/json", body.getBytes(UTF_8))
                .header("Meldkamer-Producer", "frappe")
                .header("X-Frappe-Webhook-Signature", hmac(SECRET, body))
                .build();

        assertThat(server.send(request).body()).contains("\"seq\":0");
        assertThat(server.send(request).body()).contains("\"duplicate\":0");
        assertThat(server.store.events()).singleElement().satisfies(event -> {
            assertThat(event.process()).isEqualTo("Volunteer Expense");
            assertThat(event.action()).isEqualTo("expense_Approved");
            assertThat(event.actor()).isEqualTo("a@b");
            assertThat(event.details()).doesNotContain("Jan");
            assertThat(event.personal().erasable()).containsEntry("note", "for Jan");
        });
    }

    @Test
    void aWebhookOfFrappeWithAnotherSignatureIsRefused() throws Exception {
        HttpRequest request = server.request("/v1/frappe", "application/json", "{}".getBytes(UTF_8))
                .header("Meldkamer-Producer", "frappe")
                .header("X-Frappe-Webhook-Signature", hmac("another", "{}"))
                .build();

        assertThat(server.send(request).statusCode()).isEqualTo(401);
    }
}

package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

class AuthenticationFuzzTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_770_000_000));
    private static final List<Producer> PRODUCERS = List.of(
            producer("signing", new Credential.SharedSecret("a secret of some length")),
            producer("frappe", new Credential.FrappeSecret("another secret of length")),
            producer("token", new Credential.BearerToken("a token of some length")));
    private static final List<String> NAMES = List.of(
            Authentication.PRODUCER,
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            Authentication.FRAPPE_SIGNATURE,
            "Authorization");

    private final Authentication authentication =
            new Authentication(PRODUCERS, new ReplayWindow(Duration.ofMinutes(5), 1000), CLOCK);

    private static Producer producer(String name, Credential credential) {
        return new Producer(name, "club/app", name, credential, ZoneOffset.UTC, 1000);
    }

    /** A line for each header; an empty one leaves it out. What is after them is the body. */
    @FuzzTest(maxDuration = "10m")
    void nobodyWithoutASecretIsLetIn(byte[] bytes) {
        String[] lines = new String(bytes, ISO_8859_1).split("\n", NAMES.size() + 1);
        Headers headers = new Headers();
        for (int i = 0; i < Math.min(lines.length, NAMES.size()); i++)
            if (!lines[i].isEmpty()) headers.add(NAMES.get(i), lines[i].replace('\r', ' '));
        byte[] body = lines.length > NAMES.size() ? lines[NAMES.size()].getBytes(ISO_8859_1) : new byte[0];
        assertThatThrownBy(() -> authentication.authenticate(headers, body)).isInstanceOf(Refusal.class);
    }
}

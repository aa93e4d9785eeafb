package nl.meldkamer.agent.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.meldkamer.agent.source.SourceException.Failure;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers with JSON. When it is overloaded or broken (status 429 and 5xx) it is left alone for as long as it
 * says, or for half a minute that doubles up to ten: questions in that time fail at once. No message holds an address, a
 * secret, or what the server said.
 */
final class JsonApi {

    private static final long LARGEST = 8L * 1024 * 1024;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_REQUESTED = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String source;
    private final String authorization;
    private final OkHttpClient client;
    private Instant quietUntil = Instant.EPOCH;
    private int failures;

    /** What came, and where the next page is to be had. */
    record Page(JsonNode body, Optional<String> link) {}

    JsonApi(String source, String authorization, Duration timeout) {
        this.source = source;
        this.authorization = authorization;
        this.client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .followRedirects(false)
                .build();
    }

    Page get(HttpUrl url, Instant now) throws SourceException {
        if (now.isBefore(quietUntil))
            throw failure(
                    Failure.UNREACHABLE, "is left alone until " + quietUntil + ", as it was overloaded or broken");
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .build();
        try (Response response = client.newCall(request).execute()) {
            return page(response, now);
        } catch (InterruptedIOException e) {
            throw new SourceException(
                    source, Failure.TIMEOUT, "no whole answer in time; raise the source's timeout", e);
        } catch (IOException e) {
            throw new SourceException(
                    source,
                    Failure.UNREACHABLE,
                    "nothing usable answers (" + e.getClass().getSimpleName() + "): is 'url' right, is it up?",
                    e);
        }
    }

    private Page page(Response response, Instant now) throws IOException, SourceException {
        int status = response.code();
        if (status == 429 || status >= 500) throw paused(status, response.header("Retry-After"), now);
        failures = 0;
        if (status == 401) throw failure(Failure.REFUSED, "does not let us in (status 401): check key and secret");
        if (status == 403) throw failure(Failure.FORBIDDEN, "forbids this (status 403): let the account read it");
        if (status == 404)
            throw failure(Failure.MISSING, "has no such thing (status 404): another version, or a wrong name");
        if (status != 200) throw failure(Failure.OTHER, "answered with status " + status + "; is 'url' right?");
        return new Page(json(response), Optional.ofNullable(response.header("Link")));
    }

    private JsonNode json(Response response) throws IOException, SourceException {
        byte[] body = response.peekBody(LARGEST + 1).bytes();
        if (body.length > LARGEST) throw failure(Failure.OTHER, "answered with more than 8 MiB");
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw failure(
                    Failure.OTHER, "answered with something else than JSON, such as a login page; is 'url' right?");
        }
    }

    private SourceException paused(int status, @Nullable String retryAfter, Instant now) {
        Duration pause = requested(retryAfter).orElseGet(this::growing);
        failures++;
        quietUntil = now.plus(pause);
        String what = status == 429 ? "asks for fewer questions" : "is broken";
        return failure(
                Failure.UNREACHABLE, what + " (status " + status + "); the next is put in " + pause.toSeconds() + " s");
    }

    private Duration growing() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** In seconds; the form with a date is rare and counts as not said. */
    private static Optional<Duration> requested(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,6}")) return Optional.empty();
        Duration wanted = Duration.ofSeconds(Long.parseLong(header));
        return Optional.of(wanted.compareTo(LONGEST_REQUESTED) < 0 ? wanted : LONGEST_REQUESTED);
    }

    private SourceException failure(Failure failure, String message) {
        return new SourceException(source, failure, "the server " + message);
    }

    void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}

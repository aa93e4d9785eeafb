package nl.meldkamer.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends values over the Zabbix API, method history.push of 7.0 and newer, which unlike the trapper protocol says for
 * each value what became of it, and why. Costs the frontend a PHP request per call, and every call is written to
 * Zabbix's audit log: meant for finding out, not for the daily stream. Thread-safe.
 *
 * @see <a href="https://www.zabbix.com/documentation/current/en/manual/api/reference/history/push">Zabbix:
 *     history.push</a>
 */
public final class HistoryPush implements Closeable {

    /** What became of a call. */
    public sealed interface Result {

        /** One per sample, in the order in which they were given. */
        record Answered(List<ValueOutcome> values) implements Result {
            public Answered {
                values = List.copyOf(values);
            }
        }

        /** The API, or the web server before it, refused the whole call; nothing was processed. */
        record Refused(String reason) implements Result {}

        /** The call may have been processed, in whole or in part. */
        record Unknown(String reason) implements Result {}

        /** No byte of the call reached a web server. */
        record NotSent(String reason) implements Result {}
    }

    /** What became of one value. */
    public sealed interface ValueOutcome {
        record Accepted(String itemId) implements ValueOutcome {}

        /** The item has a value with this clock and ns already. */
        record Duplicate() implements ValueOutcome {}

        record Rejected(String reason) implements ValueOutcome {}
    }

    static final int LARGEST_ANSWER = 16 << 20;

    private static final MediaType JSON_RPC = MediaType.get("application/json-rpc");

    private final URI api;
    private final String token;
    private final OkHttpClient http;

    /**
     * @param api the address of api_jsonrpc.php
     * @param token an API token whose user may write to the hosts, and whose role allows history.push
     * @param timeLimit for a whole call
     */
    public HistoryPush(URI api, String token, Duration timeLimit) {
        this(api, token, new OkHttpClient.Builder().callTimeout(timeLimit).build());
    }

    /**
     * As above, over a client of the caller's own, for its TLS, proxy and time limits. Redirects and silent retries,
     * which could send a value twice or the token elsewhere, are switched off.
     */
    public HistoryPush(URI api, String token, OkHttpClient client) {
        this.api = api;
        this.token = token;
        this.http = client.newBuilder()
                .connectionPool(new ConnectionPool())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .eventListener(new SentMark())
                .build();
    }

    /** Whether history.push can carry the sample: it has no field for "not supported", nor for those of a log entry. */
    public static boolean carries(Sample sample) {
        return sample.supported() && sample.log().isEmpty();
    }

    /**
     * One attempt; throws nothing for what a network or a server can do.
     *
     * @param samples at least one, each of which {@link #carries} is true for; hosts may differ
     */
    public Result push(List<Sample> samples) {
        if (samples.isEmpty() || !samples.stream().allMatch(HistoryPush::carries))
            throw new IllegalArgumentException("history.push carries values only, and at least one");
        AtomicBoolean sent = new AtomicBoolean();
        try (Response response = http.newCall(request(samples, sent)).execute()) {
            return result(response, samples.size());
        } catch (IOException e) {
            String reason = Exchange.reason(e);
            return sent.get() ? new Result.Unknown(reason) : new Result.NotSent(reason);
        }
    }

    /** Ends the connections kept for the next call. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    private Request request(List<Sample> samples, AtomicBoolean sent) {
        return new Request.Builder()
                .url(api.toString())
                .header("Authorization", "Bearer " + token)
                .post(RequestBody.create(HistoryPushJson.request(samples), JSON_RPC))
                .tag(AtomicBoolean.class, sent)
                .build();
    }

    private static Result result(Response response, int sent) throws IOException {
        if (response.isRedirect())
            return new Result.Refused("HTTP " + response.code() + " to " + response.header("Location", "?")
                    + "; give that address as the API's, if it is right");
        if (response.code() / 100 == 4) return new Result.Refused("HTTP " + response.code() + " " + response.message());
        if (response.code() != 200) return new Result.Unknown("HTTP " + response.code() + " " + response.message());
        byte[] body = response.body().byteStream().readNBytes(LARGEST_ANSWER);
        try {
            return HistoryPushJson.result(body, sent);
        } catch (JsonProcessingException e) {
            return new Result.Unknown("the answer is not as the Zabbix API writes it: " + e.getOriginalMessage());
        } catch (MalformedAnswerException e) {
            return new Result.Unknown("the answer is not as the Zabbix API writes it: " + e.getMessage());
        }
    }

    /** Marks a call when the first byte of its request is about to be written. */
    private static final class SentMark extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) sent.set(true);
        }
    }
}

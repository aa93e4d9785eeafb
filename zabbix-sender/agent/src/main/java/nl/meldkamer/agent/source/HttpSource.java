package nl.meldkamer.agent.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import nl.meldkamer.agent.config.SourceSettings.Http;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a page as a visitor would, with a new connection each time, so that the time and the certificate are those that
 * a visitor meets. Redirects are not followed: they have a status of their own.
 */
final class HttpSource implements Source {

    private static final long MOST_BYTES = 64 * 1024;
    private static final List<Column> COLUMNS = List.of(
            Answer.number("up"),
            Answer.number("status"),
            Answer.number("time_ms"),
            Answer.number("cert_days"),
            Answer.text("reason"));

    private final String name;
    private final Http settings;
    private final LongSupplier nanos;
    private final CertificateWitness witness = new CertificateWitness();
    private final OkHttpClient client;

    HttpSource(String name, Http settings, LongSupplier nanos) {
        this.name = name;
        this.settings = settings;
        this.nanos = nanos;
        this.client = new OkHttpClient.Builder()
                .callTimeout(settings.timeout())
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .sslSocketFactory(witness.socketFactory(), witness)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Http;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) {
        Visit visit = visit();
        return Answer.of(
                COLUMNS,
                List.of(Arrays.asList(
                        visit.reason().isEmpty() ? BigDecimal.ONE : BigDecimal.ZERO,
                        visit.status(),
                        visit.millis(),
                        witness.ends().map(end -> days(now.toInstant(), end)).orElse(null),
                        visit.reason())));
    }

    /** Rounded down: on its last day a certificate has 0 days left, and -1 when it has just ended. */
    private static BigDecimal days(Instant now, Instant end) {
        return BigDecimal.valueOf(Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400));
    }

    private Visit visit() {
        long start = nanos.getAsLong();
        Request request = new Request.Builder()
                .url(settings.url())
                .header("User-Agent", "Meldkamer")
                .build();
        try (Response response = client.newCall(request).execute()) {
            String body = response.peekBody(MOST_BYTES).string();
            BigDecimal millis = BigDecimal.valueOf((nanos.getAsLong() - start) / 1e6);
            return new Visit(BigDecimal.valueOf(response.code()), millis, fault(response.code(), body));
        } catch (IOException e) {
            return new Visit(null, null, words(e));
        }
    }

    private String fault(int status, String body) {
        if (status != settings.status()) return "status " + status + " instead of " + settings.status();
        return body.contains(settings.expect()) ? "" : "the page lacks the text that is expected";
    }

    /** The message of an exception may hold the address with its parameters. */
    private String words(IOException e) {
        if (e instanceof UnknownHostException) return "the name of the host cannot be resolved";
        if (e instanceof ConnectException) return "nothing answers at the host and port";
        if (e instanceof SSLException)
            return "no encrypted connection: the certificate or the protocol is not accepted";
        if (e instanceof InterruptedIOException)
            return "no whole answer within " + settings.timeout().toSeconds() + " s";
        return "the connection broke (" + e.getClass().getSimpleName() + ")";
    }

    @Override
    public String identify() throws SourceException {
        Visit visit = visit();
        if (visit.reason().isEmpty()) return "a page that answers with status " + settings.status();
        throw new SourceException(name, Failure.UNREACHABLE, visit.reason());
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
    }

    /**
     * What became of a request.
     *
     * @param reason empty when all is as it should be
     */
    private record Visit(
            @Nullable BigDecimal status, @Nullable BigDecimal millis, String reason) {}
}

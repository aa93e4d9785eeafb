package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its one answer. A body that does not come in time is answered by the timer. */
final class Conversation implements AutoCloseable {

    private static final int DISCARDED_AT_MOST = 4 << 20;

    private final HttpExchange exchange;
    private final ScheduledExecutorService timer;
    private final Duration time;
    private final AtomicBoolean answered = new AtomicBoolean();

    Conversation(HttpExchange exchange, ScheduledExecutorService timer, Duration time) {
        this.exchange = exchange;
        this.timer = timer;
        this.time = time;
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** Throws {@link IOException} when the sender went away, or was too slow and has been told so. */
    byte[] body(int most) throws Refusal, IOException {
        if (declaredLength() > most) throw tooLarge(most);
        Future<?> late = timer.schedule(this::answerLate, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            byte[] body = exchange.getRequestBody().readNBytes(most + 1);
            if (body.length > most) throw tooLarge(most);
            return body;
        } finally {
            late.cancel(false);
        }
    }

    void answer(Answer answer) throws IOException {
        if (!answered.compareAndSet(false, true)) return;
        byte[] body = (Json.text(answer.body()) + "\n").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (answer.retryAfter() > 0)
            exchange.getResponseHeaders().set("Retry-After", Long.toString(answer.retryAfter()));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
    }

    /** What is still being sent is thrown away, for a sender that is cut off may not see its answer. */
    @Override
    public void close() {
        Future<?> late = timer.schedule(exchange::close, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            discard(exchange.getRequestBody());
        } catch (IOException e) {
            // The sender is gone.
        } finally {
            late.cancel(false);
            exchange.close();
        }
    }

    private static void discard(InputStream rest) throws IOException {
        byte[] buffer = new byte[8192];
        int left = DISCARDED_AT_MOST;
        for (int read = 0; read >= 0 && left > 0; left -= read) read = rest.read(buffer);
    }

    private void answerLate() {
        try {
            answer(Answer.refusal(408, "the request did not come in " + time.toSeconds() + " s", 0));
        } catch (IOException e) {
            // The sender is gone.
        }
        exchange.close();
    }

    private long declaredLength() throws Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) return 0;
        if (!length.matches("[0-9]{1,18}")) throw Refusal.of(400, "Content-Length is not a number");
        return Long.parseLong(length);
    }

    private static Refusal tooLarge(int most) {
        return Refusal.of(413, "the body is larger than " + most + " bytes; send less at a time");
    }
}

package nl.meldkamer.audit.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import nl.meldkamer.audit.ingest.Authentication.Authenticated;

/** What is done with a request for one path that takes events of one form. */
final class Endpoint implements HttpHandler {

    private final Form form;
    private final Authentication authentication;
    private final Map<String, TokenBucket> buckets;
    private final Reception reception;
    private final IngestLimits limits;
    private final IngestCounters counters;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier busy;

    Endpoint(
            Form form,
            Authentication authentication,
            Map<String, TokenBucket> buckets,
            Reception reception,
            IngestLimits limits,
            IngestCounters counters,
            ScheduledExecutorService timer,
            BooleanSupplier busy) {
        this.form = form;
        this.authentication = authentication;
        this.buckets = Map.copyOf(buckets);
        this.reception = reception;
        this.limits = limits;
        this.counters = counters;
        this.timer = timer;
        this.busy = busy;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (Conversation conversation = new Conversation(exchange, timer, limits.requestTime())) {
            conversation.answer(answer(conversation));
        }
    }

    private Answer answer(Conversation conversation) throws IOException {
        try {
            return taken(conversation);
        } catch (Refusal refusal) {
            counters.countRefusedRequest();
            return refusal.answer();
        }
    }

    private Answer taken(Conversation conversation) throws IOException, Refusal {
        HttpExchange exchange = conversation.exchange();
        if (busy.getAsBoolean()) throw Refusal.later(429, "too many requests wait already", 1);
        if (!exchange.getRequestMethod().equals("POST")) throw Refusal.of(405, "events come by POST");
        boolean lines = isLines(exchange);
        byte[] body = conversation.body(limits.maxBody());
        Authenticated sender = authentication.authenticate(exchange.getRequestHeaders(), body);
        try {
            return received(sender.producer(), body, lines, wantsReceipts(exchange), sender);
        } catch (Refusal refusal) {
            authentication.forget(sender);
            throw refusal;
        }
    }

    private Answer received(Producer producer, byte[] body, boolean lines, boolean receipts, Authenticated sender)
            throws Refusal {
        if (ItemReader.isBlank(body, 0, body.length)) throw Refusal.of(400, "the body is empty");
        List<Item> items = lines
                ? ItemReader.lines(body, producer, form, limits.maxItems())
                : ItemReader.document(body, producer, form, limits.maxItems());
        TokenBucket bucket = buckets.get(producer.name());
        long wait = bucket == null ? 0 : bucket.take(items.size());
        if (wait > 0) throw Refusal.later(429, "more events a second than this producer may send", wait);
        Answer answer = reception.receive(producer, items, receipts);
        if (answer.retryAfter() > 0) authentication.forget(sender);
        return answer;
    }

    private static boolean wantsReceipts(HttpExchange exchange) {
        return "yes".equals(exchange.getRequestHeaders().getFirst("Meldkamer-Receipt"));
    }

    /** Frappe names no type unless it is told to, so none stands for JSON. */
    private static boolean isLines(HttpExchange exchange) throws Refusal {
        if (exchange.getRequestHeaders().containsKey("Content-Encoding"))
            throw Refusal.of(415, "the body must not be encoded");
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("application/json");
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> false;
            case "application/x-ndjson", "application/jsonl" -> true;
            default -> throw Refusal.of(415, "the type must be application/json or application/x-ndjson");
        };
    }
}

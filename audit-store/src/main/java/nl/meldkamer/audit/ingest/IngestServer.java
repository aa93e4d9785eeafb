package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;

/**
 * Takes events over HTTP.
 *
 * <pre>
 * POST /v1/events   application/json: an array or an object; application/x-ndjson: an object a line
 * POST /v1/frappe   a webhook of Frappe
 * POST /v1/zabbix   a problem, an update of it, or its recovery
 * GET  /v1/health
 *
 * 200  all is committed                     {"results": [{"seq": 7}, {"duplicate": 3}, {"seq": 8, "conflict": 2}]}
 * 207  of some items something else is true                    {"quarantined": 4, "reason": "..."}, {"refused": "..."}
 * 400  not JSON, or not UTF-8: the bytes are in quarantine     {"results": ...}, or {"error": ...} for an empty body
 * 401  unknown producer, wrong token, signature or time        {"error": "..."}, as with all that follow
 * 408  the request did not come in time
 * 409  the same signed request was taken already
 * 413  too large, or too many items
 * 415  another type than JSON
 * 422  JSON, but no event in it: all of it is in quarantine    {"results": ...}
 * 429  too much at once, from this producer or for the store; Retry-After says when to come again
 * 503  the store is away, and nothing was stored, or it is not known whether: send it again after Retry-After
 * </pre>
 *
 * With the header "Meldkamer-Receipt: yes", each result with a seq or a duplicate has a "receipt" too: a signed promise
 * ({@link nl.meldkamer.audit.tree.Receipt}). A result belongs to the item at its place; only {@code refused} ones are
 * to be sent again. Sending any of them again does no harm. A connection on which no request begins, or whose header
 * takes longer than the request's time, is closed. Thread-safe.
 */
public final class IngestServer {

    /** The JDK reads these when its server is first used. */
    private static final Map<String, String> JDK_LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "60",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "200",
            "jdk.httpserver.maxConnections", "500",
            "sun.net.httpserver.maxReqHeaders", "100",
            // A body that was not read is thrown away here, where there is a limit of time.
            "sun.net.httpserver.drainAmount", "0");

    private static final int BACKLOG = 100;

    private final HttpServer server;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer;
    private final IngestCounters counters;

    private IngestServer(
            HttpServer server, ThreadPoolExecutor pool, ScheduledExecutorService timer, IngestCounters counters) {
        this.server = server;
        this.pool = pool;
        this.timer = timer;
        this.counters = counters;
    }

    /**
     * Begins to listen.
     *
     * @param tls absent for plain HTTP, which is for one machine or behind a proxy
     * @param forms by path, beside that of {@code /v1/events}
     * @param healthy whether the store answers; asked for by {@code /v1/health}
     * @param receipts for who asks for them
     * @throws IOException if the address can't be listened on
     */
    public static IngestServer open(
            InetSocketAddress address,
            Optional<TlsIdentity> tls,
            List<Producer> producers,
            Map<String, Form> forms,
            IngestLimits limits,
            EventLog log,
            Quarantine quarantine,
            BooleanSupplier healthy,
            Receipts receipts,
            InstantSource clock)
            throws IOException {
        JDK_LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) System.setProperty(name, value);
        });
        HttpServer server = created(address, tls);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                limits.requests(),
                limits.requests(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(2 * limits.waiting()),
                task -> thread("audit-http", task),
                // The JDK closes a connection that nobody answers on, when the request's time is over.
                new ThreadPoolExecutor.DiscardPolicy());
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> thread("audit-http-timer", task));
        IngestCounters counters = new IngestCounters();
        Authentication authentication = new Authentication(producers, new ReplayWindow(limits.replayWindow()), clock);
        Map<String, TokenBucket> buckets = new HashMap<>();
        for (Producer producer : producers)
            buckets.put(producer.name(), new TokenBucket(producer.eventsPerSecond(), System::nanoTime));
        Reception reception = new Reception(log, quarantine, limits.commitTime(), healthy, receipts, counters);
        Map<String, Form> all = new HashMap<>(forms);
        all.put("/v1/events", new EventForm());
        all.forEach((path, form) -> server.createContext(
                path,
                new Endpoint(
                        form,
                        authentication,
                        buckets,
                        reception,
                        limits,
                        counters,
                        timer,
                        () -> pool.getQueue().size() > limits.waiting())));
        server.createContext("/v1/health", exchange -> health(exchange, healthy));
        server.setExecutor(pool);
        server.start();
        return new IngestServer(server, pool, timer, counters);
    }

    private static HttpServer created(InetSocketAddress address, Optional<TlsIdentity> tls) throws IOException {
        if (tls.isEmpty()) return HttpServer.create(address, BACKLOG);
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get().context()));
        return server;
    }

    /** Where it listens; the port is the real one even if any was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    public IngestCounters counters() {
        return counters;
    }

    /** Takes no more requests, and finishes those that it has; true if that took no longer than {@code limit}. */
    public boolean close(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        pool.shutdown();
        boolean finished = false;
        try {
            finished = pool.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        pool.shutdownNow();
        timer.shutdownNow();
        return finished;
    }

    private static void health(HttpExchange exchange, BooleanSupplier healthy) throws IOException {
        boolean well = healthy.getAsBoolean();
        byte[] body = Json.MAPPER.writeValueAsBytes(
                JsonNodeFactory.instance.objectNode().put("store", well ? "answers" : "away"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(well ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

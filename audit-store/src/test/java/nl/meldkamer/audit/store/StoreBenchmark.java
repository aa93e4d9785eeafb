package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.HdrHistogram.Recorder;

/**
 * How fast events are stored, beside what the same machine does in the same run without any of our indexes, and beside
 * the usual way to make a table tamper-evident: a hash chain by row, with a head that is locked for each.
 *
 * <p>Arguments: events for the bulk cases (200,000), seconds for the cases with callers (5). Run with -Xmx128m.
 */
final class StoreBenchmark {
    private static final int CALLERS = 32;
    private static final int CHUNK = 500;
    private static final String FILLER = "x".repeat(300);

    private final StoreSettings.Server settings;
    private final int bulk;
    private final Duration time;
    private final AtomicLong ids = new AtomicLong();

    private StoreBenchmark(StoreSettings.Server settings, int bulk, Duration time) {
        this.settings = settings;
        this.bulk = bulk;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        int bulk = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (RealPostgreSql server = RealPostgreSql.start()) {
            new StoreBenchmark(server.newDatabase(), bulk, Duration.ofSeconds(seconds)).run();
        }
    }

    private void run() throws Exception {
        try (AuditStore store = AuditStore.open(settings);
                Writer writer = Writer.start(store, WriterSettings.of("benchmark"), null, InstantSource.system())) {
            ingest(writer, 20_000);
            callers("warm-up: single", caller -> single(writer));
            double copy = plainCopy();
            double ours = ingest(writer, bulk);
            print("plain COPY, no index", copy);
            print("bulk ingest", ours);
            System.out.printf("bulk / plain COPY: %.2f (wanted: 0.5)%n", ours / copy);
            double single = callers("single, " + CALLERS + " callers", caller -> single(writer));
            double chain = chain();
            System.out.printf("single / hash chain: %.1f (wanted: 8)%n", single / chain);
        }
    }

    private static void print(String name, double rate) {
        System.out.printf("%-32s %,10.0f events/s%n", name, rate);
    }

    private Event event() {
        long id = ids.incrementAndGet();
        Instant now = Instant.now();
        return new Event(
                "club/app",
                "verenigingen",
                version7(now, id).toString(),
                "Payment Processing",
                "processing_completed",
                "Compliant",
                new Reference("Payment Entry", "ACC-PAY-" + id % 100_000),
                "treasurer@example.org",
                null,
                now,
                "{\"amount\": 25.00, \"text\": \"" + FILLER + "\"}",
                null);
    }

    private static UUID version7(Instant now, long id) {
        return new UUID(now.toEpochMilli() << 16 | 0x7000 | id & 0xFFF, 0x8000000000000000L | id);
    }

    private double ingest(Writer writer, int events) {
        long start = System.nanoTime();
        List<CompletableFuture<List<Appended>>> ahead = new ArrayList<>();
        for (int sent = 0; sent < events; sent += CHUNK) {
            List<Event> chunk = new ArrayList<>();
            for (int i = 0; i < CHUNK; i++) chunk.add(event());
            if (ahead.size() == 8) requireStored(ahead.remove(0).join());
            ahead.add(writer.append(chunk));
        }
        for (var last : ahead) requireStored(last.join());
        return rate(events, start);
    }

    private static void requireStored(List<Appended> outcomes) {
        for (Appended outcome : outcomes) {
            if (!(outcome instanceof Appended.Stored)) throw new IllegalStateException(outcome.toString());
        }
    }

    private static double rate(long events, long start) {
        return events * 1e9 / (System.nanoTime() - start);
    }

    /** The same rows, made beforehand, into a table without index or trigger. */
    private double plainCopy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain (LIKE audit.event)");
            connection.setAutoCommit(false);
            long nanos = 0;
            for (int sent = 0; sent < bulk; sent += CHUNK) {
                BinaryCopy rows = rows(sent);
                long start = System.nanoTime();
                rows.send(connection, EventTable.COPY.replace("audit.event", "plain"));
                connection.commit();
                nanos += System.nanoTime() - start;
            }
            return bulk * 1e9 / nanos;
        }
    }

    private BinaryCopy rows(int from) {
        EventTable table = new EventTable();
        for (int i = 0; i < CHUNK; i++) {
            Event event = event();
            UUID id = EventId.of(event.source(), event.id());
            StoredEvent stored = new StoredEvent(from + i, id, event.occurred(), Set.of(), event, null);
            table.add(1, stored, CanonicalBytes.write(stored));
        }
        return table.rows();
    }

    private interface Work {
        void once(int caller) throws Exception;
    }

    private void single(Writer writer) {
        requireStored(writer.append(List.of(event())).join());
    }

    private double callers(String name, Work work) throws InterruptedException, ExecutionException {
        Recorder latency = new Recorder(60_000_000, 2);
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        var threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                calls.add(() -> repeat(() -> work.once(number), start, micros -> {
                    latency.recordValue(micros);
                    done.incrementAndGet();
                }));
            }
            for (Future<Void> call : threads.invokeAll(calls)) call.get();
        } finally {
            threads.shutdown();
        }
        double rate = rate(done.get(), start);
        var histogram = latency.getIntervalHistogram();
        System.out.printf(
                "%-32s %,10.0f events/s, p50 %.2f ms, p99 %.2f ms%n",
                name, rate, histogram.getValueAtPercentile(50) / 1e3, histogram.getValueAtPercentile(99) / 1e3);
        return rate;
    }

    private interface Step {
        void take() throws Exception;
    }

    private Void repeat(Step step, long start, LongConsumer micros) throws Exception {
        while (System.nanoTime() - start < time.toNanos()) {
            long before = System.nanoTime();
            step.take();
            micros.accept((System.nanoTime() - before) / 1000);
        }
        return null;
    }

    private double chain() throws Exception {
        try (Connection connection = DriverManager.getConnection(settings.url());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE chain_head (id int PRIMARY KEY, seq bigint, hash bytea)");
            statement.execute("INSERT INTO chain_head VALUES (1, 0, sha256(''))");
            statement.execute("CREATE TABLE chain (seq bigint PRIMARY KEY, event_id uuid, details text, hash bytea)");
        }
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CALLERS; i++) {
                connections.add(DriverManager.getConnection(settings.url()));
                connections.get(i).setAutoCommit(false);
            }
            return callers("hash chain by row, " + CALLERS + " callers", caller -> link(connections.get(caller)));
        } finally {
            for (Connection connection : connections) connection.close();
        }
    }

    private void link(Connection connection) throws SQLException {
        Event event = event();
        try (var lock = connection.prepareStatement("SELECT seq, hash FROM chain_head WHERE id = 1 FOR UPDATE");
                var insert = connection.prepareStatement("INSERT INTO chain VALUES (?, ?, ?, ?)");
                var head = connection.prepareStatement("UPDATE chain_head SET seq = ?, hash = ? WHERE id = 1");
                var row = lock.executeQuery()) {
            row.next();
            var sha256 = Sha256.digest();
            sha256.update(row.getBytes(2));
            sha256.update(CanonicalBytes.write(UUID.randomUUID(), event, null).buffer());
            byte[] hash = sha256.digest();
            insert.setLong(1, row.getLong(1) + 1);
            insert.setObject(2, UUID.fromString(event.id()));
            insert.setString(3, event.details());
            insert.setBytes(4, hash);
            insert.execute();
            head.setLong(1, row.getLong(1) + 1);
            head.setBytes(2, hash);
            head.execute();
            connection.commit();
        }
    }
}

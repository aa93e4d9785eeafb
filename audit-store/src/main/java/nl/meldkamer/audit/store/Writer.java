package nl.meldkamer.audit.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes events: those of all callers that wait, in one transaction after another (group commit), by one thread.
 * Thread-safe. A caller's events keep their order.
 *
 * <p>When a connection breaks while a transaction is being committed, nobody knows whether it was. The same events are
 * then written again over a new connection: the identity of each shows which are there, so that each is there once.
 */
public final class Writer implements EventLog, AutoCloseable {
    /** What a caller makes ready at once: little beside what the queue may hold. */
    private static final int OFFERED = 250;

    /** Little beside a commit. */
    private static final Duration GATHERING = Duration.ofNanos(300_000);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Jdbi database;
    private final WriterSettings settings;
    private final @Nullable PersonalCipher cipher;
    private final InstantSource clock;
    private final WriteQueue queue;
    private final StreamTable streams;
    private final WriterCounters counters = new WriterCounters();
    private final Thread thread = new Thread(this::run, "audit-writer");
    private @Nullable LocalDate monthMade;

    private Writer(Jdbi database, WriterSettings settings, @Nullable PersonalCipher cipher, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.cipher = cipher;
        this.clock = clock;
        queue = new WriteQueue(settings.capacity(), settings.capacityInBytes(), GATHERING);
        streams = new StreamTable(settings.owner(), settings.lease());
    }

    /**
     * A writer that runs until it is closed. One that finds a stream held by another refuses that stream's events.
     *
     * @param cipher for personal fields; null: events that have any are quarantined without them
     */
    public static Writer start(
            AuditStore store, WriterSettings settings, @Nullable PersonalCipher cipher, InstantSource clock) {
        Writer writer = new Writer(store.as(Role.WRITER), settings, cipher, clock);
        writer.thread.setDaemon(true);
        writer.thread.start();
        return writer;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        long start = System.nanoTime();
        Submission submission = new Submission(events.size(), counters::count);
        for (int from = 0; from < events.size(); from += OFFERED)
            offer(submission, events, from, Math.min(from + OFFERED, events.size()));
        return submission.future().whenComplete((outcomes, never) -> counters.took(System.nanoTime() - start));
    }

    private void offer(Submission submission, List<Event> events, int from, int to) {
        List<Waiting> offered = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) offered.add(new Waiting(submission, i, incoming(events.get(i))));
        List<Waiting> left = queue.offer(offered);
        if (!left.isEmpty())
            refuse(left, queue.isClosed() ? "the store is being closed" : "too many events are waiting");
    }

    private static Incoming incoming(Event event) {
        return Intake.objection(event)
                .map(objection -> Incoming.objectionable(event, objection))
                .orElseGet(() -> Incoming.of(event));
    }

    /**
     * Appends an event inside a transaction of the caller's own, on a connection to the same database whose role may
     * insert into {@code audit.pending}: it is recorded if and only if the caller commits, and gets its number soon
     * after that. Commits nothing itself.
     *
     * @throws IllegalArgumentException when it can't be stored as an event
     */
    public void append(Handle transaction, Event event) {
        if (cipher == null) Outbox.add(transaction, event);
        else Outbox.add(transaction, event, cipher);
    }

    /** Counters since the start; the latencies are those since the last call. */
    public WriterStatistics statistics() {
        return counters.statistics(queue);
    }

    private void run() {
        long pendingDue = System.nanoTime();
        try {
            while (!queue.isDrained()) {
                List<Waiting> batch = queue.take(settings.batch(), settings.pendingInterval());
                if (!batch.isEmpty()) write(batch);
                if (System.nanoTime() - pendingDue >= 0) {
                    writePending();
                    pendingDue = System.nanoTime() + settings.pendingInterval().toNanos();
                }
            }
            writePending();
            database.useTransaction(streams::release);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException leaseRunsOutByItself) {
            streams.forget();
        }
    }

    private void write(List<Waiting> batch) throws InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        try {
            settle(batch, deadline);
        } finally {
            queue.settled(batch);
        }
    }

    private void settle(List<Waiting> batch, long deadline) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                settle(batch, transact(batch));
                return;
            } catch (RuntimeException e) {
                Failure failure = Failure.of(e);
                boolean late = System.nanoTime() - deadline >= 0;
                if (failure == Failure.EVENT) {
                    settleApart(batch, Failure.reason(e), deadline);
                    return;
                }
                if (failure == Failure.STORE || late || Thread.currentThread().isInterrupted()) {
                    refuse(batch, Failure.reason(e));
                    return;
                }
                counters.retries.increment();
                if (failure == Failure.AWAY || attempt > 0) queue.pause(PAUSE);
            }
        }
    }

    /** One of them is what the database can't take: halving finds it. */
    private void settleApart(List<Waiting> batch, String reason, long deadline) throws InterruptedException {
        if (batch.size() == 1) {
            if (batch.get(0).incoming().objection() != null) refuse(batch, reason);
            else {
                batch.get(0).objectTo(reason);
                settle(batch, deadline);
            }
            return;
        }
        int half = batch.size() / 2;
        settle(batch.subList(0, half), deadline);
        settle(batch.subList(half, batch.size()), deadline);
    }

    private void settle(List<Waiting> batch, List<Appended> outcomes) {
        queue.expectBack();
        for (int i = 0; i < batch.size(); i++) batch.get(i).settle(outcomes.get(i));
    }

    private static void refuse(List<Waiting> batch, String reason) {
        for (Waiting waiting : batch) waiting.settle(new Appended.Refused(reason));
    }

    private List<Appended> transact(List<Waiting> batch) {
        return NextEvents.of(batch, streams)
                .flatMap(next ->
                        attempt(() -> database.withHandle(handle -> next.store(handle, settings.lease(), now()))))
                .orElseGet(() -> inTransaction(transaction -> batch(transaction, batch)));
    }

    private List<Appended> batch(Handle transaction, List<Waiting> batch) {
        try {
            return new BatchTransaction(transaction, streams, cipher, now(), batch).store();
        } catch (SQLException e) {
            throw new WriteFailedException(e);
        }
    }

    /** As precisely as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        return attempt(() -> database.inTransaction(work::apply));
    }

    private <T> T attempt(Supplier<T> transaction) {
        makeMonth();
        counters.transactions.increment();
        try {
            return transaction.get();
        } catch (RuntimeException e) {
            streams.forget();
            throw e;
        }
    }

    /** Should that fail, events go to the default partition, which has an alarm of its own. */
    private void makeMonth() {
        LocalDate month = Partitions.month(clock.instant());
        if (month.equals(monthMade)) return;
        try {
            new Partitions(database).ensure(clock.instant());
        } catch (RuntimeException e) {
            if (Failure.of(e) == Failure.AWAY) throw e;
        }
        monthMade = month;
    }

    private void writePending() {
        try {
            int done;
            do {
                List<Appended> outcomes = inTransaction(this::pending);
                outcomes.forEach(counters::count);
                done = (int) outcomes.stream().filter(Writer::isKept).count();
            } while (done == settings.batch());
        } catch (RuntimeException e) {
            // They stay where they are until the next time.
            counters.retries.increment();
        }
    }

    private static boolean isKept(Appended outcome) {
        return !(outcome instanceof Appended.Refused);
    }

    private List<Appended> pending(Handle transaction) {
        Map<Long, Incoming> oldest = PendingTable.oldest(transaction, settings.batch());
        Submission nobody = new Submission(oldest.size(), outcome -> {});
        List<Waiting> waiting = oldest.values().stream()
                .map(incoming -> new Waiting(nobody, 0, incoming))
                .toList();
        List<Appended> outcomes = batch(transaction, waiting);
        List<Long> kept = new ArrayList<>(oldest.keySet());
        for (int i = kept.size() - 1; i >= 0; i--) if (!isKept(outcomes.get(i))) kept.remove(i);
        PendingTable.remove(transaction, kept);
        return outcomes;
    }

    /** As {@link #close(Duration)}, with half a minute. */
    @Override
    public void close() {
        close(CLOSE_PATIENCE);
    }

    /**
     * Takes nothing more, writes what waits, and lets go of the streams.
     *
     * @return how many events were still waiting when the time was over: those are refused. 0: all is written
     */
    public int close(Duration patience) {
        queue.close();
        try {
            thread.join(patience.toMillis());
            thread.interrupt();
            List<Waiting> left = queue.take(Integer.MAX_VALUE, Duration.ZERO);
            refuse(left, "the store was closed before it could be written");
            queue.settled(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return queue.events();
    }
}

package nl.meldkamer.audit.seal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import nl.meldkamer.audit.tree.SignerKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Seals all streams, one after the other in one thread, every half a second, and without a pause while that takes longer
 * or so many events come in that they would wait for it. A stream that fails holds up no other, and is tried again each
 * round; {@link #states} says so. Thread-safe.
 */
public final class Sealing implements AutoCloseable {
    /** From the beginning of a round to that of the next: half of the second that an event may be unsealed. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** A step of as many is followed at once by another: so many more come in while it pauses that they wait too long. */
    static final int MANY_LEAVES = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi database;
    private final SignerKey key;
    private final Clock clock;
    private final Map<StreamName, Sealer> sealers = new ConcurrentHashMap<>();
    private final Map<StreamName, String> failures = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sealer = new Thread(work, "audit-sealer");
        sealer.setDaemon(true);
        return sealer;
    });

    private Sealing(Jdbi database, SignerKey key, Clock clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /** Starts, with connections as {@link nl.meldkamer.audit.store.Role#SEALER}. */
    public static Sealing start(Jdbi database, SignerKey key, Clock clock) {
        Sealing sealing = idle(database, key, clock);
        sealing.schedule(Duration.ZERO);
        return sealing;
    }

    private void schedule(Duration delay) {
        var unused = thread.schedule(this::rounds, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A fixed rate would make up for all the rounds that a long one has left out. */
    private void rounds() {
        long begun = System.nanoTime();
        boolean busy = round();
        // Refused once it is stopped, which ends the rounds.
        schedule(busy ? Duration.ZERO : INTERVAL.minusNanos(System.nanoTime() - begun));
    }

    /** One that seals only when told to. */
    static Sealing idle(Jdbi database, SignerKey key, Clock clock) {
        return new Sealing(database, key, clock);
    }

    /** Seals all that is there and can be sealed, for who does not start it; failures are kept for {@link #states}. */
    void sealAll() {
        while (round()) {}
    }

    /**
     * A step of every stream, so that none waits for a busy one; failures are kept for {@link #states}.
     *
     * @return whether any is busy
     */
    boolean round() {
        boolean busy = false;
        try {
            for (StreamName stream : database.withHandle(StreamName::all))
                if (!thread.isShutdown()) busy |= isBusy(stream);
        } catch (RuntimeException databaseIsAway) {
            // An exception would end the schedule.
            failed.increment();
        }
        return busy;
    }

    private boolean isBusy(StreamName stream) {
        try {
            int sealed = sealers.computeIfAbsent(stream, name -> new Sealer(database, name, key, clock))
                    .seal();
            failures.remove(stream);
            return sealed >= MANY_LEAVES;
        } catch (SealException | RuntimeException e) {
            failed.increment();
            failures.put(stream, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Attempts that failed since the start; each is made again within a second. */
    public long failedAttempts() {
        return failed.sum();
    }

    /** Why the last attempt at a stream failed, by its name; those at which it did not fail are not in it. */
    public Map<String, String> failures() {
        Map<String, String> reasons = new TreeMap<>();
        failures.forEach((stream, reason) -> reasons.put(stream.name(), reason));
        return reasons;
    }

    /** How far each stream is, as the database has it. */
    public List<SealState> states() {
        return database.withHandle(handle -> {
            List<SealState> states = new ArrayList<>();
            for (StreamName stream : StreamName.all(handle)) states.add(state(handle, stream));
            return states;
        });
    }

    private SealState state(Handle handle, StreamName stream) {
        Optional<StoredCheckpoint> last = StoredCheckpoint.last(handle, stream.id());
        long size = last.map(StoredCheckpoint::size).orElse(0L);
        long head = handle.createQuery("SELECT head FROM audit.stream WHERE id = :stream")
                .bind("stream", stream.id())
                .mapTo(Long.class)
                .one();
        return new SealState(
                stream.name(),
                size,
                head,
                lag(handle, stream, size),
                last.map(StoredCheckpoint::note),
                Optional.ofNullable(failures.get(stream)));
    }

    private Duration lag(Handle handle, StreamName stream, long size) {
        return handle.createQuery("SELECT recorded FROM audit.event WHERE stream = :stream AND seq >= :size"
                        + " ORDER BY stream, seq LIMIT 1")
                .bind("stream", stream.id())
                .bind("size", size)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(recorded -> lag(recorded.toInstant()))
                .orElse(Duration.ZERO);
    }

    /** Not below zero, though the clocks of two machines may say so. */
    private Duration lag(Instant recorded) {
        Duration lag = Duration.between(recorded, clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /**
     * Stops after the step that it is in.
     *
     * @return whether it stopped within ten seconds; what was not sealed is sealed after the next start
     */
    public boolean stop() {
        return stop(PATIENCE);
    }

    /** As {@link #stop()}, with another limit. */
    public boolean stop(Duration limit) {
        thread.shutdown();
        try {
            return thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@link #stop}, for who does not ask. */
    @Override
    public void close() {
        stop();
    }
}

package nl.meldkamer.e2e.audit.performance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.store.Writer;

/** Appends many events in submissions of 500, some of them ahead, while the sealer seals them. */
final class BulkIngest {

    static final int SUBMISSION = 500;

    private static final int AHEAD = 8;
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Writer writer;
    private final Sealing sealing;
    private final SampleEvents events;

    BulkIngest(Writer writer, Sealing sealing, SampleEvents events) {
        this.writer = writer;
        this.sealing = sealing;
        this.events = events;
    }

    /**
     * What it came to.
     *
     * @param committed until the last of them was acknowledged
     * @param sealed until the last of them was under a checkpoint
     * @param lag the longest that an event was seen unsealed, by looking every quarter of a second
     */
    record Rate(Speed committed, Speed sealed, Duration lag) {

        @Override
        public String toString() {
            return "%s committed, %s sealed, longest seen unsealed %d ms".formatted(committed, sealed, lag.toMillis());
        }
    }

    /** @param count a multiple of 500 */
    Rate run(long count) {
        LongAccumulator lag = new LongAccumulator(Math::max, 0);
        ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = looker.scheduleWithFixedDelay(
                    () -> lag.accumulate(lagMillis()), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            Speed.Watch watch = new Speed.Watch();
            append(count);
            Speed committed = watch.of(count);
            awaitSealed();
            return new Rate(committed, watch.of(count), Duration.ofMillis(lag.get()));
        } finally {
            looker.shutdownNow();
        }
    }

    private void append(long count) {
        Deque<CompletableFuture<List<Appended>>> ahead = new ArrayDeque<>();
        for (long sent = 0; sent < count; sent += SUBMISSION) {
            if (ahead.size() == AHEAD) requireStored(ahead.remove().join());
            ahead.add(writer.append(events.next(SUBMISSION)));
        }
        while (!ahead.isEmpty()) requireStored(ahead.remove().join());
    }

    static void requireStored(List<Appended> outcomes) {
        for (Appended outcome : outcomes)
            if (!(outcome instanceof Appended.Stored)) throw new IllegalStateException(outcome.toString());
    }

    private void awaitSealed() {
        while (!sealing.states().stream().allMatch(state -> state.size() == state.head()))
            LockSupport.parkNanos(LOOK.toNanos() / 10);
    }

    private long lagMillis() {
        return sealing.states().stream()
                .mapToLong(state -> state.lag().toMillis())
                .max()
                .orElse(0);
    }
}

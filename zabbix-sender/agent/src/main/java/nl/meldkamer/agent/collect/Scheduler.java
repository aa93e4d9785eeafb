package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import nl.meldkamer.agent.source.GroupStatuses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every group at its interval. A source has one thread, as it has one connection: its groups run one after the
 * other, none runs twice at once, and a slow one delays only its own source. First runs are spread at random over
 * {@link #SPREAD} at most, so that many sites do not ask in the same second. A run that takes longer than the interval
 * makes the group miss its turn, which its status tells; missed turns are not made up for.
 */
public final class Scheduler {

    static final Duration SPREAD = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

    private final RoundSink sink;
    private final GroupStatuses statuses;
    private final LongSupplier nanoTime;
    private final Map<String, ScheduledExecutorService> threads = new LinkedHashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Scheduler(RoundSink sink, GroupStatuses statuses, LongSupplier nanoTime) {
        this.sink = sink;
        this.statuses = statuses;
        this.nanoTime = nanoTime;
    }

    /** Starts all groups; {@code threadFor} gives each source, by name, its one thread. */
    public void start(
            List<Collector> collectors, Function<String, ScheduledExecutorService> threadFor, RandomGenerator random) {
        for (Collector collector : collectors) {
            ScheduledExecutorService thread =
                    threads.computeIfAbsent(collector.group().source(), threadFor);
            Duration every = collector.group().every();
            long spread = Math.min(every.toNanos(), SPREAD.toNanos());
            turns.add(new Turn(collector, thread, nanoTime.getAsLong() + random.nextLong(spread)));
        }
        turns.forEach(Turn::await);
    }

    /**
     * Starts no further run and waits for those under way; true when all have ended before the limit. The caller then
     * closes the sources, which breaks off the others.
     */
    public boolean close(Duration limit) {
        long deadline = nanoTime.getAsLong() + limit.toNanos();
        cancelTurns();
        List<ScheduledExecutorService> all = List.copyOf(threads.values());
        all.forEach(ScheduledExecutorService::shutdown);
        boolean ended = true;
        for (ScheduledExecutorService thread : all) ended &= awaitEnd(thread, deadline);
        all.forEach(ScheduledExecutorService::shutdownNow);
        return ended;
    }

    /** A thread that is shut down would still wait for the runs it was given for later. */
    private synchronized void cancelTurns() {
        closed = true;
        turns.forEach(Turn::cancel);
    }

    private synchronized void schedule(Turn turn, long delay) {
        if (!closed) turn.next = turn.thread.schedule(turn, delay, TimeUnit.NANOSECONDS);
    }

    private boolean awaitEnd(ScheduledExecutorService thread, long deadline) {
        try {
            return thread.awaitTermination(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A group's place in time. */
    private final class Turn implements Runnable {
        private final Collector collector;
        private final ScheduledExecutorService thread;
        private final long interval;
        private long due;
        private @Nullable Future<?> next;

        Turn(Collector collector, ScheduledExecutorService thread, long due) {
            this.collector = collector;
            this.thread = thread;
            this.interval = collector.group().every().toNanos();
            this.due = due;
        }

        void await() {
            schedule(this, Math.max(0, due - nanoTime.getAsLong()));
        }

        void cancel() {
            if (next != null) next.cancel(false);
        }

        @Override
        public void run() {
            try {
                collect();
            } catch (RuntimeException e) {
                log.error(
                        "group {}: what was collected is lost: {}",
                        collector.group().name(),
                        e.getMessage(),
                        e);
            } finally {
                await(nanoTime.getAsLong());
            }
        }

        private void collect() {
            Round round = collector.collect();
            if (statuses.record(round.status())) report(round);
            sink.accept(round);
            collector.accepted(round);
        }

        private void report(Round round) {
            String name = round.status().group();
            if (round.status().error().isEmpty()) log.info("group {} is well again", name);
            else log.warn("group {}: {}", name, round.status().error());
        }

        private void await(long now) {
            long missed = Math.max(0, (now - due) / interval);
            if (missed > 0) statuses.skipped(collector.group().name());
            due += (missed + 1) * interval;
            await();
        }
    }
}

package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import nl.meldkamer.agent.source.GroupStatuses;
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

    private final SampleSink sink;
    private final GroupStatuses statuses;
    private final LongSupplier nanoTime;
    private final Map<String, ScheduledExecutorService> threads = new LinkedHashMap<>();

    /**
     * Starts nothing yet.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Scheduler(SampleSink sink, GroupStatuses statuses, LongSupplier nanoTime) {
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
            Turn turn = new Turn(collector, thread, nanoTime.getAsLong() + random.nextLong(spread));
            turn.await();
        }
    }

    /**
     * Starts no further run and waits for those under way; true when all have ended before the limit. The caller then
     * closes the sources, which breaks off the others.
     */
    public boolean close(Duration limit) {
        long deadline = nanoTime.getAsLong() + limit.toNanos();
        List<ScheduledExecutorService> all = new ArrayList<>(threads.values());
        all.forEach(ScheduledExecutorService::shutdown);
        boolean ended = true;
        for (ScheduledExecutorService thread : all) ended &= awaitEnd(thread, deadline);
        all.forEach(ScheduledExecutorService::shutdownNow);
        return ended;
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

        Turn(Collector collector, ScheduledExecutorService thread, long due) {
            this.collector = collector;
            this.thread = thread;
            this.interval = collector.group().every().toNanos();
            this.due = due;
        }

        void await() {
            try {
                // run() throws nothing, so there is nothing that the future could tell.
                var unused = thread.schedule(this, Math.max(0, due - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
                log.debug("group {} ends with the scheduler", collector.group().name());
            }
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
                next();
            }
        }

        private void collect() {
            Round round = collector.collect();
            if (statuses.record(round.status())) report(round);
            sink.accept(round.samples());
        }

        private void report(Round round) {
            String name = round.status().group();
            if (round.status().error().isEmpty()) log.info("group {} is well again", name);
            else log.warn("group {}: {}", name, round.status().error());
        }

        private void next() {
            long now = nanoTime.getAsLong();
            long missed = Math.max(0, (now - due) / interval);
            if (missed > 0) statuses.skipped(collector.group().name());
            due += (missed + 1) * interval;
            await();
        }
    }
}

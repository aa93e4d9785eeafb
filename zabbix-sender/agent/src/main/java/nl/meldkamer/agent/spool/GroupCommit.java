package nl.meldkamer.agent.spool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes for all: what has gathered while it synced the disk goes into its next transaction, so that
 * many producers share one sync. Jobs run in the order they were handed over. A job that fails takes nothing with it:
 * its group is rolled back and the others run again, each alone. A future completes after the disk has the change.
 */
final class GroupCommit implements AutoCloseable {

    /** Reads and writes within the transaction; run again if the group is rolled back, so free of other effects. */
    interface Job<T> {
        T run() throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_WAITING = 1024;
    private static final int HEAVIEST_GROUP = 20_000;
    private static final int IDLE_MILLIS = 1_000;

    private record Entry<T>(Job<T> job, int weight, boolean synced, Consumer<T> committed, CompletableFuture<T> done) {

        Runnable run() throws SQLException {
            T result = job.run();
            return () -> {
                committed.accept(result);
                done.complete(result);
            };
        }
    }

    private final Statements statements;
    private final Job<?> whenIdle;
    private final BlockingQueue<Entry<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::work, "spool-writer");
    private volatile boolean closing;
    private volatile boolean ended;

    GroupCommit(Statements statements, Job<?> whenIdle) {
        this.statements = statements;
        this.whenIdle = whenIdle;
        thread.start();
    }

    /**
     * Hands a job over; blocks while {@value #MOST_WAITING} wait.
     *
     * @param weight about how many rows it writes
     */
    <T> CompletableFuture<T> submit(int weight, Job<T> job) {
        return submit(weight, job, result -> {});
    }

    /** As above, and tells on the writer's thread what came of it: after the commit, and in the order of the commits. */
    <T> CompletableFuture<T> submit(int weight, Job<T> job, Consumer<T> committed) {
        return submit(new Entry<>(job, weight, true, committed, new CompletableFuture<>()));
    }

    /**
     * As {@link #submit}, for what may be undone by a power cut, though not by the end of the process: completes when the
     * operating system has the change, and spares the disk a sync.
     */
    <T> CompletableFuture<T> submitUnsynced(int weight, Job<T> job) {
        return submit(new Entry<>(job, weight, false, result -> {}, new CompletableFuture<>()));
    }

    private <T> CompletableFuture<T> submit(Entry<T> entry) {
        if (closing) throw new SpoolException("the spool is closed");
        try {
            // An interrupt is no reason to refuse what fits: an acknowledgement may follow an interrupted send.
            if (!waiting.offer(entry)) waiting.put(entry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpoolException("interrupted while the spool was busy; nothing was written", e);
        }
        if (ended) abandon();
        return entry.done();
    }

    /** Waits for a job, and gives its result or throws why the spool could not do it. */
    static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SpoolException known) throw known;
            throw new SpoolException("the spool failed: " + e.getCause(), e);
        }
    }

    /** Does what was handed over, then stops; true if that was done within {@code limit}. */
    boolean close(Duration limit) {
        closing = true;
        waiting.offer(new Entry<>(() -> true, 0, false, result -> {}, new CompletableFuture<>()));
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    private void work() {
        List<Entry<?>> group = new ArrayList<>();
        try {
            while (gather(group)) {
                if (group.isEmpty()) idle();
                else commit(group);
                group.clear();
            }
        } finally {
            closing = true;
            ended = true;
            abandon();
        }
    }

    private boolean gather(List<Entry<?>> group) {
        try {
            Entry<?> next = waiting.poll(closing ? 0 : IDLE_MILLIS, TimeUnit.MILLISECONDS);
            for (int weight = 0; next != null; next = weight < HEAVIEST_GROUP ? waiting.poll() : null) {
                group.add(next);
                weight += next.weight();
            }
            return !group.isEmpty() || !closing;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void commit(List<Entry<?>> group) {
        List<Runnable> completions = new ArrayList<>(group.size());
        try {
            statements.begin(group.stream().anyMatch(Entry::synced));
            for (Entry<?> entry : group) completions.add(entry.run());
            statements.commit();
        } catch (SQLException | RuntimeException e) {
            statements.rollback();
            retryAlone(group, e);
            return;
        }
        completions.forEach(Runnable::run);
    }

    private void retryAlone(List<Entry<?>> group, Exception cause) {
        if (group.size() == 1) fail(group.get(0), cause);
        else for (Entry<?> entry : group) commit(List.of(entry));
    }

    private static void fail(Entry<?> entry, Exception cause) {
        entry.done().completeExceptionally(cause instanceof SQLException e ? Database.explain(e) : cause);
    }

    private void idle() {
        try {
            whenIdle.run();
        } catch (SQLException e) {
            log.debug("the spool's housekeeping did not succeed", e);
        }
    }

    private void abandon() {
        for (Entry<?> left = waiting.poll(); left != null; left = waiting.poll())
            left.done().completeExceptionally(new SpoolException("the spool is closed; nothing was written"));
    }
}

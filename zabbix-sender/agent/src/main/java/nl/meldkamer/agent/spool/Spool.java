package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import nl.meldkamer.agent.spool.SpoolLimits.WhenFull;
import nl.meldkamer.sender.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on disk until every destination has taken them or given them up. What {@link #append} has returned for
 * survives a kill, a crash and a power cut, as far as the disk keeps what it says it has synced. What is read stays
 * until it is acknowledged; after a crash in between it is read again. Never more than one daemon has a spool.
 *
 * <p>A sample is stored once, with one bit for each destination that is owed it. What is owed to a destination that is
 * no longer named stays until a limit drops it, so that a slip in the configuration costs nothing. Thread-safe.
 */
public final class Spool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    private final SpoolFile.Opened opened;
    private final SpoolLock lock;
    private final SpoolLimits limits;
    private final InstantSource clock;
    private final SampleTable samples;
    private final DeadLetterTable deadLetters;
    private final Room room;
    private final Destinations destinations;
    private final GroupCommit writer;
    private final LongAdder appended = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Spool(SpoolFile.Opened opened, SpoolLock lock, List<String> names, SpoolLimits limits, InstantSource clock)
            throws SQLException {
        Connection connection = opened.connection();
        this.opened = opened;
        this.lock = lock;
        this.limits = limits;
        this.clock = clock;
        samples = new SampleTable(connection);
        deadLetters = new DeadLetterTable(connection);
        room = new Room(connection, samples, limits, clock);
        destinations = Destinations.register(connection, names);
        for (DropReason reason : DropReason.values()) dropped.put(reason, new LongAdder());
        writer = new GroupCommit(connection, new Housekeeping(connection)::shrink);
    }

    /**
     * Opens the spool in a directory, which is made if need be. A file that is damaged is moved aside and a new one is
     * started.
     *
     * @param destinations names of those that are owed every sample from now on, at least one
     * @throws SpoolException if another process has this spool, or the directory or file can't be used
     */
    public static Spool open(Path directory, List<String> destinations, SpoolLimits limits, InstantSource clock) {
        try {
            Files.createDirectories(directory);
            return open(SpoolLock.take(directory), directory, destinations, limits, clock);
        } catch (IOException e) {
            throw new SpoolException("the spool's directory " + directory + " can't be used: " + e, e);
        }
    }

    private static Spool open(
            SpoolLock lock, Path directory, List<String> destinations, SpoolLimits limits, InstantSource clock)
            throws IOException {
        try {
            return new Spool(SpoolFile.open(directory, limits, clock), lock, destinations, limits, clock);
        } catch (SQLException e) {
            lock.close();
            throw Database.explain(e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Stores samples, all or none, and returns when the disk has them.
     *
     * @throws SpoolFullException if there is no room; they are counted
     * @throws SpoolException if the disk failed; they are counted
     */
    public void append(List<Sample> incoming) {
        GroupCommit.await(appendAsync(incoming));
    }

    /** As {@link #append}, without waiting; fails with what that throws. */
    public CompletableFuture<Void> appendAsync(List<Sample> incoming) {
        if (incoming.isEmpty()) return CompletableFuture.completedFuture(null);
        List<Sample> fixed = List.copyOf(incoming);
        return writer.submit(fixed.size(), () -> insert(fixed))
                .whenComplete((result, failure) -> count(fixed.size(), result, failure))
                .thenAccept(this::announce);
    }

    /** What this destination is owed. */
    public Outbox outbox(String destination) {
        return new Outbox(this, opened.file(), destination, destinations.bit(destination), destinations.identity());
    }

    /** Calls back, on the writer's thread, after samples were stored. It must return at once. */
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Where the damaged file is that was found when this spool was opened. */
    public Optional<Path> movedAside() {
        return opened.damaged();
    }

    public SpoolCounters counters() {
        Map<DropReason, Long> sums = new EnumMap<>(DropReason.class);
        dropped.forEach((reason, sum) -> sums.put(reason, sum.sum()));
        return new SpoolCounters(appended.sum(), sums);
    }

    /** Finishes what was handed over, and gives the spool back; true if that took no longer than {@code limit}. */
    public boolean close(Duration limit) {
        boolean finished = writer.close(limit);
        try {
            if (finished) opened.connection().close();
            lock.close();
        } catch (SQLException | IOException e) {
            log.warn("the spool was not closed in order; nothing is lost by that", e);
        }
        return finished;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    CompletableFuture<?> release(List<Long> ids, long destination) {
        return writer.submit(ids.size(), () -> samples.release(ids, destination));
    }

    CompletableFuture<?> bury(List<Long> ids, long destination, String name, String reason) {
        return writer.submit(ids.size(), () -> {
                    deadLetters.bury(ids, name, reason, clock.instant().getEpochSecond());
                    samples.release(ids, destination);
                    return deadLetters.trim(limits.maxDeadLetters());
                })
                .thenAccept(trimmed -> drop(DropReason.DEAD_LETTER, trimmed));
    }

    long waiting(long destination) {
        return query("SELECT count(*) FROM sample WHERE owed & " + destination);
    }

    Optional<Duration> oldestAge(long destination) {
        long stored = query("SELECT stored FROM sample WHERE owed & " + destination + " ORDER BY id LIMIT 1");
        if (stored == 0) return Optional.empty();
        return Optional.of(Duration.ofSeconds(Math.max(0, clock.instant().getEpochSecond() - stored)));
    }

    private long query(String query) {
        try (Connection reader = Database.reader(opened.file())) {
            return Database.number(reader, query);
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }

    private record Inserted(boolean refused, int forRoom, int forAge) {}

    private Inserted insert(List<Sample> incoming) throws SQLException {
        int forAge = room.dropAged();
        int forRoom = limits.whenFull() == WhenFull.DROP_OLDEST ? room.makeRoom(incoming) : 0;
        if (limits.whenFull() == WhenFull.REFUSE_NEW && !room.fits(incoming)) return new Inserted(true, 0, forAge);
        samples.insert(incoming, clock.instant().getEpochSecond(), destinations.all());
        return new Inserted(false, forRoom, forAge);
    }

    private void count(int size, Inserted result, Throwable failure) {
        if (failure != null) {
            drop(DropReason.DISK, size);
            return;
        }
        drop(DropReason.AGE, result.forAge());
        drop(DropReason.OLDEST, result.forRoom());
        if (result.refused()) drop(DropReason.REFUSED, size);
        else appended.add(size);
    }

    private void announce(Inserted result) {
        if (result.refused())
            throw new SpoolFullException("the spool has reached its limit of " + limits.maxSize()
                    + " bytes and refuses new samples until Zabbix has taken some");
        listeners.forEach(Runnable::run);
    }

    private void drop(DropReason reason, int count) {
        if (count == 0) return;
        sum(reason).add(count);
        log.warn("{} samples are lost: {}", count, reason);
    }

    private LongAdder sum(DropReason reason) {
        return dropped.computeIfAbsent(reason, any -> new LongAdder());
    }
}

package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    private final DeliveredTable delivered;
    private final NewestRows newestRows = new NewestRows();
    private final Intake intake;
    private final Destinations destinations;
    private final DiscoverySets discoverySets;
    private final GroupCommit writer;
    private final Drops drops = new Drops();

    private Spool(
            SpoolFile.Opened opened,
            SpoolLock lock,
            List<String> names,
            SpoolLimits limits,
            DeliveryMemory memory,
            InstantSource clock)
            throws SQLException {
        Connection connection = opened.connection();
        this.opened = opened;
        this.lock = lock;
        this.limits = limits;
        this.clock = clock;
        Statements statements = new Statements(connection);
        samples = new SampleTable(statements);
        deadLetters = new DeadLetterTable(statements);
        delivered = new DeliveredTable(statements, memory, clock);
        destinations = Destinations.register(connection, names);
        discoverySets = new DiscoverySets(this, new DiscoveryTable(statements), clock);
        writer = new GroupCommit(statements, new Housekeeping(connection)::shrink);
        Room room = new Room(
                connection, samples, delivered, limits, clock, opened.file().toFile()::getUsableSpace);
        intake = new Intake(writer, samples, newestRows, room, limits, destinations.all(), clock, drops);
    }

    /**
     * Opens the spool in a directory, which is made if need be. A file that is damaged is moved aside, and what its
     * checksums vouch for is carried over into a new one.
     *
     * @param destinations names of those that are owed every sample from now on; without any, nothing is stored
     * @throws SpoolException if another process has this spool, or the directory or file can't be used
     */
    public static Spool open(Path directory, List<String> destinations, SpoolLimits limits, InstantSource clock) {
        return open(directory, destinations, limits, DeliveryMemory.OFF, clock);
    }

    /** As above, and remembers what was delivered. */
    public static Spool open(
            Path directory, List<String> destinations, SpoolLimits limits, DeliveryMemory memory, InstantSource clock) {
        try {
            Files.createDirectories(directory);
            return open(SpoolLock.take(directory), directory, destinations, limits, memory, clock);
        } catch (IOException e) {
            throw new SpoolException("the spool's directory " + directory + " can't be used: " + e, e);
        }
    }

    private static Spool open(
            SpoolLock lock,
            Path directory,
            List<String> destinations,
            SpoolLimits limits,
            DeliveryMemory memory,
            InstantSource clock)
            throws IOException {
        try {
            SpoolFile.Opened opened = SpoolFile.open(directory, limits, clock);
            return opened.orClosed(() -> new Spool(opened, lock, destinations, limits, memory, clock));
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
        return intake.store(fixed.size(), () -> fixed).thenAccept(stored -> {});
    }

    /** What LLD rules have been told; in the same file, so that a value and the memory of it are one. */
    public DiscoverySets discoverySets() {
        return discoverySets;
    }

    /** What this destination is owed. */
    public Outbox outbox(String destination) {
        return new Outbox(this, opened.file(), destination, destinations.bit(destination), destinations.identity());
    }

    /** Calls back, on the writer's thread, after samples were stored. It must return at once. */
    public void onAppend(Runnable listener) {
        intake.onAppend(listener);
    }

    /** Where the damaged file is that was found when this spool was opened. */
    public Optional<Path> movedAside() {
        return opened.damaged();
    }

    public SpoolCounters counters() {
        return new SpoolCounters(intake.appended(), drops.counts());
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

    NewestRows newestRows() {
        return newestRows;
    }

    CompletableFuture<List<Sample>> store(int most, GroupCommit.Job<List<Sample>> choose) {
        return intake.store(most, choose);
    }

    <T> CompletableFuture<T> write(GroupCommit.Job<T> job) {
        return writer.submit(1, job);
    }

    CompletableFuture<?> release(List<Long> ids, long destination) {
        return writer.submitUnsynced(ids.size(), () -> {
            delivered.remember(ids, destination);
            return samples.release(ids, destination);
        });
    }

    CompletableFuture<?> bury(List<Long> ids, long destination, String name, String reason) {
        return writer.submitUnsynced(ids.size(), () -> {
                    deadLetters.bury(ids, name, reason, clock.instant().getEpochSecond());
                    samples.release(ids, destination);
                    return deadLetters.trim(limits.maxDeadLetters());
                })
                .thenAccept(trimmed -> drops.add(DropReason.DEAD_LETTER, trimmed));
    }

    long waiting(long destination) {
        return query("SELECT count(*) FROM sample WHERE owed & " + destination);
    }

    Optional<Duration> oldestAge(long destination) {
        long stored = query("SELECT stored FROM sample WHERE owed & " + destination + " ORDER BY id LIMIT 1");
        if (stored == 0) return Optional.empty();
        return Optional.of(Duration.ofSeconds(Math.max(0, clock.instant().getEpochSecond() - stored)));
    }

    /** The reasons for which most samples were given up within a time, ten at most, the most frequent first. */
    public List<DeadReason> deadReasons(Duration within) {
        try (Connection reader = Database.reader(opened.file())) {
            return DeadLetterTable.reasons(reader, clock.instant().minus(within));
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }

    private long query(String query) {
        try (Connection reader = Database.reader(opened.file())) {
            return Database.number(reader, query);
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }
}

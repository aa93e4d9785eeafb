package nl.meldkamer.agent.spool;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import nl.meldkamer.agent.spool.SpoolLimits.WhenFull;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;

/** Takes samples in, within the limits, and counts what came of them. Thread-safe. */
final class Intake {

    /** No destination is owed anything. */
    private static final long NOBODY = 0;

    private final GroupCommit writer;
    private final SampleTable samples;
    private final NewestRows newestRows;
    private final Room room;
    private final SpoolLimits limits;
    private final long owed;
    private final InstantSource clock;
    private final Drops drops;
    private final LongAdder appended = new LongAdder();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Samples that were stored, and how many others had to go for them. */
    private record Stored(long firstId, long at, List<Sample> samples, int forRoom, int forAge) {}

    Intake(
            GroupCommit writer,
            SampleTable samples,
            NewestRows newestRows,
            Room room,
            SpoolLimits limits,
            long owed,
            InstantSource clock,
            Drops drops) {
        this.writer = writer;
        this.samples = samples;
        this.newestRows = newestRows;
        this.room = room;
        this.limits = limits;
        this.owed = owed;
        this.clock = clock;
        this.drops = drops;
    }

    /**
     * Does something and stores the samples that it gives; both or neither.
     *
     * @param most how many it may give
     * @return what it gave, when the disk has it; or, when nobody is owed it, at once
     */
    CompletableFuture<List<Sample>> store(int most, GroupCommit.Job<List<Sample>> choose) {
        return writer.submit(most, () -> insert(choose.run()), this::announce)
                .whenComplete((stored, failure) -> count(most, stored, failure))
                .thenApply(Stored::samples);
    }

    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    long appended() {
        return appended.sum();
    }

    private Stored insert(List<Sample> incoming) throws SQLException {
        if (incoming.isEmpty() || owed == NOBODY) return new Stored(0, 0, incoming, 0, 0);
        if (!room.isDiskSpared(incoming)) throw diskIsFull();
        int forAge = room.dropAged();
        int forRoom = limits.whenFull() == WhenFull.DROP_OLDEST ? room.makeRoom(incoming) : 0;
        if (limits.whenFull() == WhenFull.REFUSE_NEW && !room.fits(incoming)) throw refusal();
        long now = clock.instant().getEpochSecond();
        return new Stored(samples.insert(incoming, now, owed), now, incoming, forRoom, forAge);
    }

    private SpoolFullException refusal() {
        return new SpoolFullException(
                "the spool has reached its limit of " + limits.maxSize()
                        + " bytes and refuses new samples until Zabbix has taken some",
                DropReason.REFUSED);
    }

    private static SpoolFullException diskIsFull() {
        return new SpoolFullException(
                "the disk of the spool has less than " + (Room.KEPT_ON_DISK >> 20) + " MiB left, which are kept to"
                        + " acknowledge what Zabbix takes; make room on it, or wait until Zabbix has taken some",
                DropReason.DISK);
    }

    private void count(int incoming, @Nullable Stored stored, @Nullable Throwable failure) {
        if (stored == null) {
            drops.add(failure instanceof SpoolFullException full ? full.reason() : DropReason.DISK, incoming);
            return;
        }
        drops.add(DropReason.AGE, stored.forAge());
        drops.add(DropReason.OLDEST, stored.forRoom());
        if (owed != NOBODY) appended.add(stored.samples().size());
    }

    private void announce(Stored stored) {
        if (stored.samples().isEmpty() || owed == NOBODY) return;
        if (stored.forRoom() + stored.forAge() > 0) newestRows.forget();
        newestRows.add(stored.firstId(), stored.at(), stored.samples());
        listeners.forEach(Runnable::run);
    }
}

package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import nl.meldkamer.agent.spool.Outbox;
import nl.meldkamer.agent.spool.Spool;

/**
 * Takes samples from the spool to every destination, each at its own pace. Samples of an item go in the order in which
 * they were spooled. One leaves the spool only when its destination has answered success for its whole packet, or when
 * it was rejected for good and is a dead letter; so a destination may get a sample again after a kill or a lost answer,
 * and knows it by item, clock and ns. Starts once and ends once, before its spool does.
 */
public final class Delivery {

    private final Map<Outbox, List<LaneThread>> lanes = new LinkedHashMap<>();
    private final Map<Outbox, Trouble> troubles = new LinkedHashMap<>();
    private final Map<Outbox, DeliveryCounters> counters = new LinkedHashMap<>();

    public Delivery(Spool spool, List<Destination> destinations, DeliverySettings settings) {
        for (Destination destination : destinations) add(spool, destination, settings);
        spool.onAppend(this::wake);
    }

    private void add(Spool spool, Destination destination, DeliverySettings settings) {
        Outbox outbox = spool.outbox(destination.name());
        DeliveryCounters counted = new DeliveryCounters();
        counters.put(outbox, counted);
        Trouble trouble = new Trouble(destination.name(), System::nanoTime);
        troubles.put(outbox, trouble);
        Lane.Common common = new Lane.Common(
                outbox,
                destination.sender(),
                destination.reasons(),
                settings,
                counted,
                trouble,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
        List<LaneThread> threads = new ArrayList<>();
        for (int number = 0; number < settings.lanes(); number++)
            threads.add(new LaneThread(new Lane(common, number), destination.name() + "-" + number));
        lanes.put(outbox, threads);
    }

    public Delivery start() {
        all().forEach(LaneThread::start);
        return this;
    }

    /** How each destination stands. Reads the spool: not for every second. */
    public List<DeliverySnapshot> snapshots() {
        return lanes.keySet().stream().map(this::snapshot).toList();
    }

    /** How many samples the destinations have taken since the start, all together. Asks the spool nothing. */
    public long accepted() {
        return counters.values().stream()
                .mapToLong(counted -> counted.accepted.sum())
                .sum();
    }

    /**
     * How long the lane that has been longest in one step has been so. A step sends one packet and may take as long as the
     * server's time limit allows; far longer means that the lane will not come back. A lane that has ended counts as one
     * that stands still for a year.
     */
    public Duration standstill() {
        return all().stream()
                .map(LaneThread::standstill)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** How many samples wait in the spool, those that two destinations are owed twice. */
    public long waiting() {
        return lanes.keySet().stream().mapToLong(Outbox::waiting).sum();
    }

    /**
     * Ends delivery: sends what can be sent until the deadline, waits for nothing that is not to be had now, and breaks
     * off what is under way then, which is unknown and will be sent again.
     */
    public Drained close(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        all().forEach(lane -> lane.finish(deadline));
        boolean inTime = true;
        for (LaneThread lane : all()) inTime &= lane.awaitEnd(deadline);
        Map<String, Long> remaining = new LinkedHashMap<>();
        lanes.keySet().forEach(outbox -> remaining.put(outbox.destination(), outbox.waiting()));
        return new Drained(remaining, inTime);
    }

    private void wake() {
        all().forEach(LaneThread::wake);
    }

    private List<LaneThread> all() {
        return lanes.values().stream().flatMap(List::stream).toList();
    }

    private DeliverySnapshot snapshot(Outbox outbox) {
        DeliveryCounters counted = counters.getOrDefault(outbox, new DeliveryCounters());
        return new DeliverySnapshot(
                outbox.destination(),
                counted.accepted.sum(),
                counted.rejected.sum(),
                counted.dead.sum(),
                counted.pushed.sum(),
                counted.unknown.sum(),
                counted.refused.sum(),
                counted.notSent.sum(),
                counted.resent.sum(),
                lanes.getOrDefault(outbox, List.of()).stream()
                        .mapToLong(LaneThread::held)
                        .sum(),
                Optional.ofNullable(troubles.get(outbox)).map(Trouble::hosts).orElse(0L),
                outbox.waiting(),
                outbox.oldestAge());
    }
}

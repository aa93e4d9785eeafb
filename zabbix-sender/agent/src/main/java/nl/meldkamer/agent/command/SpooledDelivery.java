package nl.meldkamer.agent.command;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import nl.meldkamer.agent.delivery.Delivery;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.spool.DeadReason;
import nl.meldkamer.agent.spool.Spool;

/** The daemon's own delivery, over all destinations: a sample that two are owed is sent twice, and counts as two that wait. */
record SpooledDelivery(Spool spool, Delivery delivery) implements DeliveryStatus {

    private static final Duration RECENT = Duration.ofHours(24);

    @Override
    public Counters counters() {
        List<DeliverySnapshot> now = delivery.snapshots();
        return new Counters(
                sum(now, DeliverySnapshot::accepted),
                sum(now, DeliverySnapshot::rejected),
                sum(now, DeliverySnapshot::dead),
                dropped(),
                sum(now, DeliverySnapshot::waiting),
                oldest(now),
                sum(now, DeliverySnapshot::blockedHosts));
    }

    @Override
    public List<DeadReason> deadReasons() {
        return spool.deadReasons(RECENT);
    }

    private long dropped() {
        return spool.counters().dropped().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long oldest(List<DeliverySnapshot> snapshots) {
        return snapshots.stream()
                .flatMap(one -> one.oldest().stream())
                .mapToLong(Duration::toSeconds)
                .max()
                .orElse(0);
    }

    private static long sum(List<DeliverySnapshot> snapshots, ToLongFunction<DeliverySnapshot> figure) {
        return snapshots.stream().mapToLong(figure).sum();
    }
}

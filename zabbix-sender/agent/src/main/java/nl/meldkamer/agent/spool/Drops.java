package nl.meldkamer.agent.spool;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts lost samples by reason, and says so in the log: at the first, and whenever their number has doubled. */
final class Drops {

    private static final Logger log = LoggerFactory.getLogger(Drops.class);

    private final Map<DropReason, AtomicLong> sums = new EnumMap<>(DropReason.class);

    Drops() {
        for (DropReason reason : DropReason.values()) sums.put(reason, new AtomicLong());
    }

    void add(DropReason reason, int count) {
        AtomicLong sum = sums.get(reason);
        if (count == 0 || sum == null) return;
        long after = sum.addAndGet(count);
        if (Long.highestOneBit(after) != Long.highestOneBit(after - count))
            log.warn("ALARM: {} samples have been lost since the start, for this reason: {}", after, reason);
    }

    /** Every reason with its count. */
    Map<DropReason, Long> counts() {
        Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
        sums.forEach((reason, sum) -> counts.put(reason, sum.get()));
        return counts;
    }
}

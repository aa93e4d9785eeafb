package nl.meldkamer.audit.ingest;

import java.util.function.LongSupplier;

/**
 * So many a second in the long run, and ten seconds' worth at once. A request that finds anything in it is let through
 * as a whole, and those after it wait until its debt is paid: so no request is too large for ever. Thread-safe.
 */
final class TokenBucket {

    private static final double NANOS = 1e9;
    private static final int SECONDS_AT_ONCE = 10;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private double level;
    private long last;

    TokenBucket(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.level = (double) perSecond * SECONDS_AT_ONCE;
        this.last = nanoTime.getAsLong();
    }

    /** Zero if they are let through, else the seconds to wait. */
    synchronized long take(int count) {
        long now = nanoTime.getAsLong();
        level = Math.min(perSecond * SECONDS_AT_ONCE, level + (now - last) / NANOS * perSecond);
        last = now;
        if (level <= 0) return (long) Math.ceil(-level / perSecond) + 1;
        level -= count;
        return 0;
    }
}

package nl.meldkamer.templates.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment at which all of some work must be done. Thread-safe. */
public final class Deadline {

    private final LongSupplier nanoClock;
    private final Duration limit;
    private final long end;

    private Deadline(Duration limit, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.limit = limit;
        this.end = nanoClock.getAsLong() + limit.toNanos();
    }

    /** {@code nanoClock} as {@link System#nanoTime}. */
    public static Deadline in(Duration limit, LongSupplier nanoClock) {
        return new Deadline(limit, nanoClock);
    }

    /** How long it was at first. */
    Duration limit() {
        return limit;
    }

    /** Zero or less when it is over. */
    long nanosLeft() {
        return end - nanoClock.getAsLong();
    }
}

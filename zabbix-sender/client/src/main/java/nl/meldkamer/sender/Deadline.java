package nl.meldkamer.sender;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which everything that was begun must have ended. Handed down from call to call, so that waits do not
 * add up.
 *
 * @param at on the scale of {@code nanoTime}
 * @param nanoTime a clock that never goes back; {@link System#nanoTime()} outside of tests
 */
record Deadline(long at, LongSupplier nanoTime) {

    static Deadline in(Duration limit) {
        return in(limit, System::nanoTime);
    }

    static Deadline in(Duration limit, LongSupplier nanoTime) {
        return new Deadline(nanoTime.getAsLong() + limit.toNanos(), nanoTime);
    }

    /** What is left, rounded up to whole milliseconds, so that no wait ends early and none is for ever. */
    long millisLeft() throws SocketTimeoutException {
        long left = left();
        if (left <= 0) throw new SocketTimeoutException("the time limit passed");
        return (left + 999_999) / 1_000_000;
    }

    /** An earlier deadline, for the first of {@code parts} attempts that must fit before this one. */
    Deadline share(int parts) {
        return new Deadline(nanoTime.getAsLong() + Math.max(0, left()) / parts, nanoTime);
    }

    private long left() {
        return at - nanoTime.getAsLong();
    }
}

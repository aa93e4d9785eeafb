package nl.meldkamer.agent.delivery;

import java.time.Duration;

/** A host or an item in doubt: it waits, is tried, and waits again, until it succeeds. Times are of a monotonic clock. */
final class Hold {

    private static final long NOTHING = Long.MAX_VALUE;

    private final long since;
    private int failures;
    private boolean waiting;
    private long until;
    private long firstPassedOver = NOTHING;

    Hold(long since) {
        this.since = since;
    }

    /** Counts a failure of the sample with this id; {@link #waitUntil} is to follow. */
    int fail(long id) {
        passOver(id);
        return ++failures;
    }

    void waitUntil(long time) {
        waiting = true;
        until = time;
    }

    boolean isWaiting() {
        return waiting;
    }

    long until() {
        return until;
    }

    Duration age(long now) {
        return Duration.ofNanos(now - since);
    }

    /** A sample was left where it is, and must be read again. */
    void passOver(long id) {
        firstPassedOver = Math.min(firstPassedOver, id);
    }

    /** Ends the wait; the first id that was passed over during it. */
    long release() {
        long first = firstPassedOver;
        waiting = false;
        firstPassedOver = NOTHING;
        return first;
    }
}

package nl.meldkamer.agent;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Moments that rise strictly, also when the clock stands still or is set back, so that no two values of an item share a
 * second and a nanosecond: Zabbix keeps one of such two. Thread-safe.
 */
public final class Stamps {

    private final InstantSource clock;
    private Instant last = Instant.EPOCH;

    public Stamps(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized Instant next() {
        Instant now = clock.instant();
        last = now.isAfter(last) ? now : last.plusNanos(1);
        return last;
    }
}

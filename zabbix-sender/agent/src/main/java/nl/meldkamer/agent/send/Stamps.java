package nl.meldkamer.agent.send;

import java.time.Clock;
import java.time.Instant;

/**
 * The time at which a value was read. Rises strictly, also when the clock stands still or is set back, so that no two
 * values of an item share a second and a nanosecond: Zabbix keeps one of such two. Not thread-safe.
 */
final class Stamps {
    private final Clock clock;
    private Instant last = Instant.EPOCH;

    Stamps(Clock clock) {
        this.clock = clock;
    }

    Instant next() {
        Instant now = clock.instant();
        last = now.isAfter(last) ? now : last.plusNanos(1);
        return last;
    }
}

package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import nl.meldkamer.agent.source.AuditStatus.StaleException;

/** How old a figure may be, and how long one may be waited for. Thread-safe. */
final class Freshness {

    private final InstantSource clock;
    private final Duration limit;
    private final Instant started;

    Freshness(InstantSource clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.started = clock.instant();
    }

    /**
     * Does nothing while it is early enough.
     *
     * @param made when the last figure was made; empty before the first, which is waited for from the start on
     * @param complaint what is said of a figure that is too old, before the moment
     * @throws StaleException if it is too old
     */
    void require(Optional<Instant> made, String complaint) {
        Instant last = made.orElse(started);
        if (last.plus(limit).isBefore(clock.instant())) throw new StaleException(complaint + " since " + last);
    }
}

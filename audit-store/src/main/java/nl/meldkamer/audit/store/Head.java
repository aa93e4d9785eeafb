package nl.meldkamer.audit.store;

import java.time.Instant;

/**
 * Where a stream ends.
 *
 * @param next the number of its next event
 * @param recorded when its last event was recorded
 */
record Head(Lease lease, long next, Instant recorded) {}

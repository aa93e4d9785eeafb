package nl.meldkamer.audit.ingest;

import java.time.Duration;

/**
 * The bounds of the way in.
 *
 * @param maxBody bytes of a request; more is answered with 413
 * @param maxItems events of a request; more is answered with 413
 * @param requests that are worked on at a time, each with a thread and room for a body
 * @param waiting requests that wait for one of those; more are answered with 429
 * @param requestTime in which a request must have come as a whole, header and body; else it is answered with 408
 * @param commitTime in which the store must have committed; else the answer is 503
 * @param replayWindow how far a request's time may be off, before and after
 */
public record IngestLimits(
        int maxBody,
        int maxItems,
        int requests,
        int waiting,
        Duration requestTime,
        Duration commitTime,
        Duration replayWindow) {

    public static final IngestLimits DEFAULT = new IngestLimits(
            1 << 20, 10_000, 16, 64, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(5));

    public IngestLimits {
        if (maxBody < 1 || maxItems < 1 || requests < 1 || waiting < 1)
            throw new IllegalArgumentException("a limit is below 1");
    }
}

package nl.meldkamer.audit.tail;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How much is read again, and how often. A row bears the time at which it was saved and is seen when its transaction
 * commits; and where clocks are put back, an hour of rows bears times that have been read already. What is read again
 * reaches back over both, so that no row that a transaction of up to {@code longestTransaction} wrote is missed.
 *
 * @param longestTransaction of the app
 * @param every how often what was read is looked through once more
 */
public record Overlap(Duration longestTransaction, Duration every) {

    public static final Overlap DEFAULT = new Overlap(Duration.ofMinutes(15), Duration.ofMinutes(5));

    private static final Duration CLOCKS_GO_BACK = Duration.ofHours(1);

    Duration reach(ZoneId zone) {
        Duration reach = longestTransaction.plus(every);
        return zone.getRules().isFixedOffset() ? reach : reach.plus(CLOCKS_GO_BACK);
    }
}

package nl.meldkamer.agent.spool;

import java.time.Duration;

/**
 * How much the spool may hold.
 *
 * @param maxSize bytes of the database in use, at least 1 MiB; the write-ahead log beside it comes on top
 * @param maxAge of a sample that waits, from when it was spooled; older ones are dropped when new ones come in
 * @param whenFull what gives way at {@code maxSize}
 * @param maxDeadLetters how many are kept; the oldest make room
 */
public record SpoolLimits(long maxSize, Duration maxAge, WhenFull whenFull, int maxDeadLetters) {

    public static final SpoolLimits DEFAULT =
            new SpoolLimits(1L << 30, Duration.ofDays(30), WhenFull.DROP_OLDEST, 100_000);

    private static final long SMALLEST = 1L << 20;

    /** What gives way when the spool is full. */
    public enum WhenFull {
        DROP_OLDEST,
        REFUSE_NEW
    }

    public SpoolLimits {
        if (maxSize < SMALLEST) throw new IllegalArgumentException("a spool needs 1 MiB at least, not " + maxSize);
        if (maxAge.isNegative() || maxAge.isZero()) throw new IllegalArgumentException("maxAge is not above zero");
        if (maxDeadLetters < 1) throw new IllegalArgumentException("maxDeadLetters is below 1: " + maxDeadLetters);
    }
}

package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, and never quite as long as others do.
 *
 * @param first wait, before jitter
 * @param longest wait, before jitter
 */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero()) throw new IllegalArgumentException("first is not above zero");
        if (longest.compareTo(first) < 0) throw new IllegalArgumentException("longest is shorter than first");
    }

    /**
     * The wait after a number of failures in a row, from half of it to the whole.
     *
     * @param failures at least 1
     */
    Duration after(int failures, RandomGenerator random) {
        long wait = first.toNanos();
        for (int failure = 1; failure < failures && wait < longest.toNanos(); failure++) wait *= 2;
        long bounded = Math.min(wait, longest.toNanos());
        return Duration.ofNanos(bounded - random.nextLong(bounded / 2 + 1));
    }
}

package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Microseconds counted in a histogram of bounded size, told in milliseconds; values above an hour count as an hour. */
final class Durations {

    private static final long LARGEST = 3_600_000_000L;

    /** A hundredth is finer than anyone looks. */
    private static final int DIGITS = 2;

    private static final double MICROS_IN_MILLI = 1000;

    private final Histogram histogram = new Histogram(DIGITS);

    Durations() {
        histogram.setAutoResize(true);
    }

    void add(long micros) {
        histogram.recordValue(Math.min(micros, LARGEST));
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** None of nothing. */
    @Nullable BigDecimal average() {
        return count() == 0 ? null : BigDecimal.valueOf(histogram.getMean() / MICROS_IN_MILLI);
    }

    /** The time that so many percent stayed within; none of nothing. */
    @Nullable BigDecimal percentile(double percent) {
        return count() == 0 ? null : BigDecimal.valueOf(histogram.getValueAtPercentile(percent) / MICROS_IN_MILLI);
    }
}

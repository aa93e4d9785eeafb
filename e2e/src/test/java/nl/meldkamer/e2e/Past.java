package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import nl.meldkamer.sender.Sample;

/**
 * What an item got before a test: a value at every step, from the first moment on.
 *
 * @param value of the item at a moment
 */
record Past(String host, String key, Instant from, Duration step, ToDoubleFunction<Instant> value) {

    /** One value, at one moment. */
    static Past once(String host, String key, Instant at, double value) {
        return new Past(host, key, at, Duration.ofDays(36500), moment -> value);
    }

    /** In the order of time. */
    Stream<Sample> until(Instant end) {
        return Stream.iterate(from, moment -> !moment.isAfter(end), moment -> moment.plus(step))
                .map(this::sample);
    }

    private Sample sample(Instant moment) {
        return Sample.of(host, key, written(value.applyAsDouble(moment)), moment.getEpochSecond(), 0);
    }

    private static String written(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

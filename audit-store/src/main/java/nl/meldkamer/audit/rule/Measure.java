package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A share, with what it was made from, so that it can be made again and proven.
 *
 * @param from start of the window, included
 * @param to end of the window, not included
 * @param asOfSeq the number of the last event that was counted, or -1
 * @param state whether it says anything
 */
public record Measure(long numerator, long denominator, Instant from, Instant to, long asOfSeq, State state) {

    /** Whether a measure says anything. */
    public enum State {
        OK,
        /** There was nothing to measure, which is neither good nor bad. */
        NO_DATA,
        /** The last event that was counted is too long ago for the figure to be about now. */
        STALE
    }

    /**
     * A measure as of a moment.
     *
     * @param counted when the events were last looked at
     * @param fresh how long ago that may be
     */
    static Measure of(long numerator, long denominator, Window window, long asOfSeq, Instant counted, Duration fresh) {
        State state = denominator == 0 ? State.NO_DATA : State.OK;
        if (counted.plus(fresh).isBefore(window.to())) state = State.STALE;
        return new Measure(numerator, denominator, window.from(), window.to(), asOfSeq, state);
    }

    /** The time that is looked at. */
    public record Window(Instant from, Instant to) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** In percent; empty unless there is something to say: no data is never 100 %. */
    public OptionalDouble percent() {
        return state == State.OK ? OptionalDouble.of(100.0 * numerator / denominator) : OptionalDouble.empty();
    }
}

package nl.meldkamer.agent.socket;

import java.util.List;
import nl.meldkamer.sender.Sample;

/** What can be asked of the daemon. */
public sealed interface Request {

    /**
     * Values to be spooled.
     *
     * @param values at most {@link Protocol#MOST_VALUES}; one that is no sample is refused by itself
     */
    record Push(List<Value> values) implements Request {
        public Push {
            values = List.copyOf(values);
        }
    }

    /** How it is. */
    record Health() implements Request {}

    /** What came for a sample. */
    sealed interface Value {

        /** It is one. */
        record Good(Sample sample) implements Value {}

        /**
         * It is no sample.
         *
         * @param reason why
         */
        record Bad(String reason) implements Value {}
    }
}

package nl.meldkamer.agent.socket;

import java.time.Instant;
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

    /** A question about one key. */
    sealed interface Lookup extends Request {

        /** Technical name of the host in Zabbix; empty for the one that the daemon collects for. */
        String host();

        String key();
    }

    /** The latest value of an item. */
    record Get(String host, String key) implements Lookup {}

    /** The entities of an LLD rule, as JSON. */
    record Discover(String host, String key) implements Lookup {}

    /** How many seconds ago the latest value was measured, however long that is. */
    record Age(String host, String key) implements Lookup {}

    /** Which version of the program the daemon is. */
    record Version() implements Request {}

    /** The keys that the daemon knows of, those that sort after {@code after}. */
    record Listing(String host, String after) implements Request {}

    /**
     * Zabbix has written values to its database.
     *
     * @param dropped how many more there were that could not be told; below 2<sup>32</sup>
     * @param moments clock and ns of each value; at most {@link Protocol#MOST_VALUES}
     */
    record Confirm(long dropped, List<Instant> moments) implements Request {
        public Confirm {
            moments = List.copyOf(moments);
        }
    }

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

package nl.meldkamer.agent.socket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the daemon answers. */
public sealed interface Reply {

    /**
     * To a {@link Request.Push}.
     *
     * @param refusals one for each value, in order: empty when the value is in the spool and synced to the disk, else why
     *     it is not
     */
    record Pushed(List<Optional<String>> refusals) implements Reply {
        public Pushed {
            refusals = List.copyOf(refusals);
        }
    }

    /** To a {@link Request.Health}: figures by name, in an order for people; names are added, not changed. */
    record Health(Map<String, String> figures) implements Reply {
        public Health {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }
    }

    /**
     * To a {@link Request.Lookup} and to {@link Request.Version}.
     *
     * @param clock seconds since 1970 UTC at which it was measured, and {@code ns} within that second
     * @param every seconds between two measurements; 0 where that is not known, as for a value that was handed over
     */
    record Told(String value, long clock, int ns, int every) implements Reply {}

    /** To a {@link Request.Lookup}: there is no value to tell. */
    record None(String reason) implements Reply {}

    /** To a {@link Request.Listing}: keys in their order, at most {@link Protocol#MOST_VALUES}; none when there are no more. */
    record Listed(List<String> keys) implements Reply {
        public Listed {
            keys = List.copyOf(keys);
        }
    }

    /**
     * To a {@link Request.Confirm}.
     *
     * @param confirmed how many of the values the daemon waited for
     * @param unknown how many are not its own, or were confirmed before
     */
    record Counted(int confirmed, int unknown) implements Reply {}

    /** The daemon did not understand the request or has no room for it; nothing was done, and it hangs up. */
    record Refused(String reason) implements Reply {}
}

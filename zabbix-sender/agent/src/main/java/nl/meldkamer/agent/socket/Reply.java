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

    /** The daemon did not understand the request or has no room for it; nothing was done, and it hangs up. */
    record Refused(String reason) implements Reply {}
}

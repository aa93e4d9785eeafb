package nl.meldkamer.audit.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Event;

/** An event that has its number, and is to be written as a row. */
record NumberedEvent(int stream, long seq, Instant recorded, Set<Flag> flags, Incoming incoming) {
    /** With what strikes the store about it; see {@link Flag#of}. */
    static NumberedEvent flagged(
            int stream, long seq, Instant recorded, Instant now, boolean conflict, Incoming incoming) {
        Set<Flag> flags = Flag.of(incoming.event(), recorded, now, conflict);
        return new NumberedEvent(stream, seq, recorded, flags, incoming);
    }

    Event event() {
        return incoming.event();
    }

    UUID eventId() {
        return incoming.eventId();
    }

    UUID content() {
        return incoming.content();
    }

    Bytes canonical() {
        return CanonicalBytes.number(incoming.record(), seq, recorded, flags);
    }
}

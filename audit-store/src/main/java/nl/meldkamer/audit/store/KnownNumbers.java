package nl.meldkamer.audit.store;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The numbers of those of some events that are in a stream. */
final class KnownNumbers {
    private final Map<Identity, Long> numbers = new HashMap<>();
    private final Map<UUID, Long> lowest = new HashMap<>();

    void add(Identity identity, long seq) {
        numbers.put(identity, seq);
        lowest.merge(identity.eventId(), seq, Math::min);
    }

    @Nullable Long of(Identity identity) {
        return numbers.get(identity);
    }

    /** The lowest number of an event with whatever content. */
    @Nullable Long lowest(UUID eventId) {
        return lowest.get(eventId);
    }
}

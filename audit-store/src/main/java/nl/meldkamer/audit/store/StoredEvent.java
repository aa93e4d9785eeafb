package nl.meldkamer.audit.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is recorded: what its source said, and what the store added. {@link CanonicalBytes} is its form in
 * bytes. Immutable.
 *
 * @param seq its number in its stream, from 0 and without holes: its leaf in the tree
 * @param eventId {@link EventId} of its source and id
 * @param recorded when the store numbered it, to the microsecond; never earlier than that of the number before
 * @param flags what struck the store
 * @param event what the source said; its personal fields are null here, whether it had any or not
 * @param personal its personal fields, encrypted; null when it had none
 */
public record StoredEvent(
        long seq,
        UUID eventId,
        Instant recorded,
        Set<Flag> flags,
        Event event,
        @Nullable Bytes personal) {}

package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import nl.meldkamer.audit.Event;

/** How one kind of JSON becomes an event. Thread-safe. */
@FunctionalInterface
public interface Form {
    /**
     * Reads any JSON value.
     *
     * @throws UnfitException if it is no event; its bytes are then kept apart, with the reason
     */
    Event read(Producer producer, JsonNode json) throws UnfitException;
}

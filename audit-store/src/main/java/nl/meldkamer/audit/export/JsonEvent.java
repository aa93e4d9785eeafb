package nl.meldkamer.audit.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.export.ExportFormat.Exported;
import nl.meldkamer.audit.store.StoredEvent;

/** The record in its own words, a JSON object a line. */
final class JsonEvent {

    private JsonEvent() {}

    static String of(Exported exported) {
        StoredEvent stored = exported.stored();
        Event event = stored.event();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stream", event.stream())
                .put("seq", stored.seq())
                .put("event_id", stored.eventId().toString())
                .put("source", event.source())
                .put("id", event.id())
                .put("process", event.process())
                .put("action", event.action())
                .put("status", event.status())
                .put("flags", stored.flags().toString())
                .put("actor", event.actor())
                .put("trace", event.trace())
                .put("occurred", event.occurred().toString())
                .put("recorded", stored.recorded().toString())
                .put("leaf", exported.leaf());
        Reference about = event.reference();
        if (about != null) json.putObject("reference").put("type", about.type()).put("name", about.name());
        json.set("details", Details.of(event.details()));
        return Details.line(json);
    }
}

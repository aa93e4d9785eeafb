package nl.meldkamer.audit.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.export.ExportFormat.Exported;
import nl.meldkamer.audit.store.StoredEvent;

/** An event by the field names of the Elastic Common Schema; what that has no field for is under {@code meldkamer}. */
final class EcsLine {

    private static final String VERSION = "8.11.0";

    private EcsLine() {}

    static String of(Exported exported) {
        StoredEvent stored = exported.stored();
        Event event = stored.event();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@timestamp", event.occurred().toString());
        json.putObject("ecs").put("version", VERSION);
        json.put("message", event.process() + ": " + event.action());
        json.set("event", event(stored));
        if (event.actor() != null) {
            json.putObject("user").put("name", event.actor());
            json.putObject("related").putArray("user").add(event.actor());
        }
        if (event.trace() != null) json.putObject("trace").put("id", event.trace());
        json.set("meldkamer", rest(exported));
        return Details.line(json);
    }

    private static ObjectNode event(StoredEvent stored) {
        Event event = stored.event();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", event.action().equals("alert_problem") ? "alert" : "event")
                .put("module", "meldkamer")
                .put("dataset", "meldkamer.audit")
                .put("provider", event.source())
                .put("id", stored.eventId().toString())
                .put("sequence", stored.seq())
                .put("action", event.action())
                .put("outcome", outcome(event.status()))
                .put("created", stored.recorded().toString());
        json.putArray("type").add(Activity.of(event.action()).ecsType());
        return json;
    }

    private static String outcome(String status) {
        return switch (status) {
            case "Compliant" -> "success";
            case "Failed" -> "failure";
            default -> "unknown";
        };
    }

    private static ObjectNode rest(Exported exported) {
        Event event = exported.stored().event();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stream", event.stream())
                .put("process", event.process())
                .put("status", event.status())
                .put("leaf", exported.leaf());
        Reference about = event.reference();
        if (about != null) json.putObject("reference").put("type", about.type()).put("name", about.name());
        // As a text: an index has one type for each path, and sources differ in what they call the same.
        return json.put("details", Details.of(event.details()).toString());
    }
}

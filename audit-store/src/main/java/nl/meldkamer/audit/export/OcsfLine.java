package nl.meldkamer.audit.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.export.ExportFormat.Exported;
import nl.meldkamer.audit.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/** An event of OCSF's category 3, Identity and Access Management. */
final class OcsfLine {

    private static final String VERSION = "1.3.0";
    private static final String NAME = "Meldkamer";
    private static final int CATEGORY = 3;
    private static final int ACCOUNT_CHANGE = 3001;
    private static final int ENTITY_MANAGEMENT = 3004;
    private static final int OTHER = 99;

    private OcsfLine() {}

    static String of(Exported exported) {
        StoredEvent stored = exported.stored();
        Event event = stored.event();
        Reference about = event.reference();
        boolean account = isAccount(about);
        Activity activity = Activity.of(event.action());
        int number = account ? activity.account() : activity.entity();
        int type = account ? ACCOUNT_CHANGE : ENTITY_MANAGEMENT;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("category_uid", CATEGORY)
                .put("class_uid", type)
                .put("activity_id", number)
                .put("type_uid", type * 100L + number)
                .put("time", event.occurred().toEpochMilli())
                .put("severity_id", severity(event.status()))
                .put("status_id", status(event.status()))
                .put("status", event.status())
                .put("message", event.process() + ": " + event.action());
        if (number == OTHER) json.put("activity_name", event.action());
        if (event.actor() != null) json.putObject("actor").putObject("user").put("name", event.actor());
        if (about != null && account) json.putObject("user").put("name", about.name());
        else json.set("entity", entity(event));
        json.set("metadata", metadata(stored));
        json.set("unmapped", unmapped(exported));
        return Details.line(json);
    }

    private static boolean isAccount(@Nullable Reference about) {
        return about != null && about.type().equals("User");
    }

    /** What is about no document is about its process. */
    private static ObjectNode entity(Event event) {
        Reference about = event.reference();
        ObjectNode entity = JsonNodeFactory.instance.objectNode();
        if (about == null) return entity.put("type", "Process").put("name", event.process());
        return entity.put("type", about.type()).put("name", about.name()).put("uid", about.name());
    }

    private static ObjectNode metadata(StoredEvent stored) {
        Event event = stored.event();
        ObjectNode metadata = JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("uid", stored.eventId().toString())
                .put("sequence", stored.seq())
                .put("event_code", event.action())
                .put("log_name", event.stream())
                .put("log_provider", event.source())
                .put("logged_time", stored.recorded().toEpochMilli())
                .put("original_time", event.occurred().toString());
        if (event.trace() != null) metadata.put("correlation_uid", event.trace());
        metadata.putObject("product").put("name", NAME).put("vendor_name", NAME);
        return metadata;
    }

    private static ObjectNode unmapped(Exported exported) {
        Event event = exported.stored().event();
        ObjectNode unmapped = JsonNodeFactory.instance
                .objectNode()
                .put("process", event.process())
                .put("id", event.id())
                .put("leaf", exported.leaf());
        unmapped.set("details", Details.of(event.details()));
        return unmapped;
    }

    private static int severity(String status) {
        return switch (status) {
            case "Compliant" -> 1;
            case "Pending Review" -> 2;
            case "Exception" -> 3;
            case "Failed" -> 4;
            default -> 0;
        };
    }

    private static int status(String status) {
        return switch (status) {
            case "Compliant" -> 1;
            case "Failed" -> 2;
            case "Exception", "Pending Review" -> OTHER;
            default -> 0;
        };
    }
}

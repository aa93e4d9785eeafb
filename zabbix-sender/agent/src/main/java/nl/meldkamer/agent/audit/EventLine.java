package nl.meldkamer.agent.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.StoredEvent;

/** An event as the commands print it: a JSON object on one line. */
final class EventLine {

    private EventLine() {}

    /** Throws {@link AuditException} when the record is damaged. */
    static String of(Entry entry) {
        try {
            return json(entry.event()).toString();
        } catch (MalformedRecordException e) {
            throw new AuditException("event " + entry.seq() + " can't be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode json(StoredEvent stored) {
        ObjectNode json = AuditCommand.MAPPER
                .createObjectNode()
                .put("stream", stored.event().stream())
                .put("seq", stored.seq())
                .put("source", stored.event().source())
                .put("id", stored.event().id())
                .put("process", stored.event().process())
                .put("action", stored.event().action())
                .put("status", stored.event().status())
                .put("actor", stored.event().actor())
                .put("occurred", stored.event().occurred().toString())
                .put("recorded", stored.recorded().toString());
        Reference about = stored.event().reference();
        if (about != null) json.put("reference", about.type() + "/" + about.name());
        json.put("flags", stored.flags().toString());
        json.putRawValue("details", new RawValue(stored.event().details()));
        return json;
    }
}

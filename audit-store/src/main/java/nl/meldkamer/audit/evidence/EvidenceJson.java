package nl.meldkamer.audit.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.TreeSet;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.report.JsonText;
import nl.meldkamer.audit.store.StoredEvent;

/** The evidence for programs: what each event says, and the bytes that its proof is of. */
final class EvidenceJson {

    private EvidenceJson() {}

    static String of(MandateEvidence evidence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("mandate", evidence.mandate());
        ArrayNode names = json.putArray("names");
        new TreeSet<>(evidence.names()).forEach(names::add);
        json.put("public_key", evidence.key().toString());
        ObjectNode checkpoints = json.putObject("checkpoints");
        evidence.checkpoints().forEach(checkpoints::put);
        ObjectNode seen = json.putObject("witnessed");
        evidence.seen()
                .forEach((stream, bundle) -> seen.put(stream, bundle.earlier().toString()));
        ArrayNode events = json.putArray("events");
        evidence.events().forEach(event -> events.add(event(event)));
        return JsonText.pretty(json);
    }

    private static ObjectNode event(ProvenEvent proven) {
        StoredEvent stored = proven.found().stored();
        Event event = stored.event();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("why", proven.found().why().words())
                .put("stream", event.stream())
                .put("seq", stored.seq())
                .put("event_id", stored.eventId().toString())
                .put("source", event.source())
                .put("id", event.id())
                .put("process", event.process())
                .put("action", event.action())
                .put("status", event.status())
                .put("actor", event.actor())
                .put("trace", event.trace())
                .put("occurred", event.occurred().toString())
                .put("recorded", stored.recorded().toString());
        Reference about = event.reference();
        if (about != null) json.putObject("reference").put("type", about.type()).put("name", about.name());
        json.put("details", event.details());
        json.set("personal", personal(proven.personal()));
        return json.put(
                        "canonical",
                        Base64.getEncoder()
                                .encodeToString(
                                        proven.found().entry().canonical().toArray()))
                .put("proof", proven.proofFile());
    }

    private static ObjectNode personal(Personal personal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (personal instanceof Personal.Hidden hidden) json.put("encrypted_sha256", hidden.sha256());
        if (personal instanceof Personal.Erased erased) json.put("erased_sha256", erased.sha256());
        if (personal instanceof Personal.Open open) open.fields().forEach(json::put);
        return json;
    }
}

package nl.meldkamer.audit.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/** What the details of an event name. */
final class Mentions {

    static final String MANDATE = "SEPA Mandate";
    static final String BATCH = "Direct Debit Batch";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What sources call the mandate of a collection, or the reference that the debtor signed. */
    private static final List<String> MANDATE_FIELDS = List.of("mandate", "mandate_id", "mandate_reference");

    private final Event event;
    private final JsonNode details;

    Mentions(Event event) {
        this.event = event;
        details = parsed(event.details());
    }

    private static JsonNode parsed(String details) {
        try {
            return JSON.readTree(details);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isAboutAny(Set<String> mandates) {
        Reference about = event.reference();
        return about != null && about.type().equals(MANDATE) && mandates.contains(about.name());
    }

    /** Whether any value in the details is one of these, at whatever depth. */
    boolean hasAny(Set<String> values) {
        return texts(details).anyMatch(values::contains);
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isContainerNode()) return node.valueStream().flatMap(Mentions::texts);
        return node.isTextual() ? Stream.of(node.textValue()) : Stream.empty();
    }

    /** The mandates that it is about or that its details name. */
    Set<String> mandates() {
        Set<String> names = MANDATE_FIELDS.stream()
                .map(field -> details.path(field).asText(""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        Reference about = event.reference();
        if (about != null && about.type().equals(MANDATE)) names.add(about.name());
        return names;
    }

    /** The batches that it is about or that its details name. */
    Set<String> batches() {
        Set<String> names = Stream.of("batch", "custom_sepa_batch")
                .map(field -> details.path(field).asText(""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        Reference about = event.reference();
        if (about != null && about.type().equals(BATCH)) names.add(about.name());
        return names;
    }

    String endToEndId() {
        return Objects.requireNonNullElse(details.path("end_to_end_id").textValue(), "");
    }
}

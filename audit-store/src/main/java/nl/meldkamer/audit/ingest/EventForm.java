package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON:
 *
 * <pre>
 * id         text       a UUID v7, or the producer's own name for the event
 * process    text       such as "Mandate Creation"
 * action     text       such as "mandate_created"
 * status     text       "Compliant", "Exception", "Failed" or "Pending Review"; others are kept and flagged
 * occurred   text       RFC 3339, to the microsecond: "2026-01-31T13:45:00.123456+01:00"
 * reference  object     optional: {"type": "SEPA Mandate", "name": "SM-1"}
 * actor      text       optional
 * trace      text       optional
 * details    object     optional; no personal data
 * personal   object     optional: {"person": "MEM-1", "erasable": {"name": "..."}, "legal": {"iban": "..."}}
 * stream     text       optional; must be the producer's
 * source     text       optional; must be the producer's
 * </pre>
 *
 * Any other field is kept in the details, under {@value #UNRECOGNISED}.
 */
public final class EventForm implements Form {

    static final String UNRECOGNISED = "unrecognised";

    private static final int LONGEST_DETAILS = 64 * 1024;

    /**
     * Reads an event's bytes: UTF-8, and one JSON value.
     *
     * @throws UnfitException if they are none
     */
    public Event read(Producer producer, byte[] json) throws UnfitException {
        try {
            return read(producer, Json.MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UnfitException("is not JSON");
        }
    }

    @Override
    public Event read(Producer producer, JsonNode json) throws UnfitException {
        Fields fields = new Fields(json);
        requireOwn(fields, "stream", producer.stream());
        requireOwn(fields, "source", producer.source());
        String id = fields.text("id");
        String process = fields.text("process");
        String action = fields.text("action");
        String status = fields.text("status");
        Reference reference = reference(fields.object("reference"));
        PersonalFields personal = personal(fields.object("personal"));
        return new Event(
                producer.stream(),
                producer.source(),
                id,
                process,
                action,
                status,
                reference,
                fields.optionalText("actor"),
                fields.optionalText("trace"),
                fields.instant("occurred"),
                details(fields.copyOfObject("details"), fields),
                personal);
    }

    /**
     * An event in the form that {@link #read} reads: by a producer of the same stream and source the same event comes
     * out.
     */
    public static byte[] write(Event event) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("id", event.id())
                .put("process", event.process())
                .put("action", event.action())
                .put("status", event.status())
                .put("actor", event.actor())
                .put("trace", event.trace())
                .put("occurred", event.occurred().toString());
        Reference reference = event.reference();
        if (reference != null)
            json.putObject("reference").put("type", reference.type()).put("name", reference.name());
        json.putRawValue("details", new RawValue(event.details()));
        PersonalFields personal = event.personal();
        if (personal != null) write(personal, json.putObject("personal"));
        return Json.text(json).getBytes(UTF_8);
    }

    private static void write(PersonalFields personal, ObjectNode json) {
        json.put("person", personal.person());
        personal.erasable().forEach(json.putObject("erasable")::put);
        personal.legal().forEach(json.putObject("legal")::put);
    }

    private static void requireOwn(Fields fields, String name, String own) throws UnfitException {
        String said = fields.optionalText(name);
        if (said != null && !said.equals(own)) throw new UnfitException("'" + name + "' is not this producer's");
    }

    private static @Nullable Reference reference(Optional<Fields> fields) throws UnfitException {
        if (fields.isEmpty()) return null;
        Reference reference =
                new Reference(fields.get().text("type"), fields.get().text("name"));
        requireNothingElse("reference", fields.get());
        return reference;
    }

    private static @Nullable PersonalFields personal(Optional<Fields> fields) throws UnfitException {
        if (fields.isEmpty()) return null;
        Map<String, String> erasable = fields.get().texts("erasable");
        PersonalFields personal = new PersonalFields(
                fields.get().text("person"), erasable, fields.get().texts("legal"));
        requireNothingElse("personal", fields.get());
        return personal;
    }

    /** What is not understood beside personal data may be personal data, so it does not go to the details. */
    private static void requireNothingElse(String name, Fields fields) throws UnfitException {
        if (!fields.leftOver().isEmpty()) throw new UnfitException("'" + name + "' has a field that is not known");
    }

    static String details(ObjectNode details, Fields fields) throws UnfitException {
        ObjectNode rest = fields.leftOver();
        if (!rest.isEmpty() && details.has(UNRECOGNISED))
            throw new UnfitException("a field is not known, and the details have '" + UNRECOGNISED + "' already");
        if (!rest.isEmpty()) details.set(UNRECOGNISED, rest);
        String text = Json.text(details);
        if (text.getBytes(UTF_8).length > LONGEST_DETAILS) throw new UnfitException("'details' are over 64 KiB");
        return text;
    }
}

package nl.meldkamer.audit.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.TextScanner.Scanned;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the writer: takes plain account numbers, citizen numbers and e-mail addresses out of the part of an
 * event that is kept in the clear. Thread-safe.
 *
 * <p>An id, or the name of a document, is a name by which things are found again, so that a mask would make two of them
 * the same: it becomes a keyed hash instead. The actor may be an e-mail address, since that is the name of an account
 * in many apps, and who did something is what an audit is about.
 */
public final class Door {

    /** What an event about a finding is called. */
    public static final String ACTION = "plain_personal_data_found";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TextScanner texts = new TextScanner();
    private final JsonScanner jsons = new JsonScanner();
    private final UnaryOperator<String> hidden;

    /**
     * @param hidden gives the keyed hash of a name in which something was found; what it throws, {@link #admit} throws
     */
    public Door(UnaryOperator<String> hidden) {
        this.hidden = hidden;
    }

    /** The event as it can be stored, and what was taken out of it. */
    public record Admitted(Event event, List<Finding> findings) {

        /** An event that tells of the findings, to be appended with the other; empty if there are none. */
        public Optional<Event> report() {
            return findings.isEmpty() ? Optional.empty() : Optional.of(Door.report(event, findings));
        }
    }

    /** A text that a person typed, such as a reason, with masks in it. */
    public static String clean(String text) {
        return new TextScanner().scan("text", text).text();
    }

    public Admitted admit(Event event) {
        List<Finding> findings = new ArrayList<>();
        Event clean = new Event(
                event.stream(),
                event.source(),
                name("id", event.id(), findings),
                text("process", event.process(), findings),
                text("action", event.action(), findings),
                text("status", event.status(), findings),
                reference(event.reference(), findings),
                actor(event.actor(), findings),
                event.trace() == null ? null : text("trace", event.trace(), findings),
                event.occurred(),
                noted(jsons.scan("details", event.details()), findings),
                event.personal());
        return new Admitted(clean, List.copyOf(findings));
    }

    private @Nullable Reference reference(@Nullable Reference reference, List<Finding> findings) {
        if (reference == null) return null;
        return new Reference(
                text("reference type", reference.type(), findings), name("reference name", reference.name(), findings));
    }

    private String name(String field, String name, List<Finding> findings) {
        Scanned scanned = texts.scan(field, name);
        findings.addAll(scanned.findings());
        return scanned.findings().isEmpty() ? name : hidden.apply(name);
    }

    private @Nullable String actor(@Nullable String actor, List<Finding> findings) {
        if (actor == null) return null;
        Scanned scanned = texts.scan("actor", actor);
        boolean account = scanned.findings().stream().allMatch(finding -> finding.kind() == Finding.Kind.EMAIL);
        return account ? actor : noted(scanned, findings);
    }

    private String text(String field, String text, List<Finding> findings) {
        return noted(texts.scan(field, text), findings);
    }

    private static String noted(Scanned scanned, List<Finding> findings) {
        findings.addAll(scanned.findings());
        return scanned.text();
    }

    private static Event report(Event event, List<Finding> findings) {
        return new Event(
                event.stream(),
                event.source(),
                event.id() + "/privacy",
                "Privacy",
                ACTION,
                ComplianceStatus.EXCEPTION.word(),
                event.reference(),
                null,
                event.trace(),
                event.occurred(),
                details(event, findings),
                null);
    }

    private static String details(Event event, List<Finding> findings) {
        return details("event", event.id(), findings);
    }

    static String details(String where, String name, List<Finding> findings) {
        try {
            return JSON.writeValueAsString(Map.of(where, name, "findings", findings));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can be written", e);
        }
    }
}

package nl.meldkamer.audit.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/**
 * A recorded event as a rule sees it, in the words of {@link Words}. What its details do not say, or say badly, is
 * empty: a rule decides on what is there.
 *
 * @param seq its number in its stream
 * @param recorded when the store recorded it
 * @param details parsed once; a missing node if they are no JSON
 */
public record Fact(long seq, Instant recorded, Event event, JsonNode details) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Fact of(long seq, Instant recorded, Event event) {
        return new Fact(seq, recorded, event, parsed(event.details()));
    }

    private static JsonNode parsed(String details) {
        try {
            return JSON.readTree(details);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    Set<String> words() {
        return Vocabulary.words(event.action());
    }

    boolean is(String... words) {
        for (String word : words) if (words().contains(word)) return true;
        return false;
    }

    boolean isAny(Set<String> words) {
        return !Collections.disjoint(words(), words);
    }

    /** The document that this is about, or the line of one. */
    Optional<String> document() {
        Reference reference = event.reference();
        if (reference == null) return Optional.empty();
        String line = text("parent").isPresent() ? "#" + text("idx").orElse("") : "";
        return Optional.of(reference.type() + "/" + reference.name() + line);
    }

    /**
     * The document, or the line of one, whose state this is: a source that tells states tells the same one again each
     * time that the document is saved.
     */
    Optional<String> stateOf() {
        boolean tellsState = text("status")
                .filter(text -> event.action().endsWith("_" + text))
                .isPresent();
        return tellsState ? document() : Optional.empty();
    }

    Instant occurred() {
        return event.occurred();
    }

    Optional<String> text(String name) {
        return Vocabulary.fields(name).stream()
                .flatMap(field -> said(field).stream())
                .findFirst();
    }

    /** Whether the details have the field at all, with something in it or without. */
    boolean tellsOf(String name) {
        return Vocabulary.fields(name).stream().anyMatch(details::has);
    }

    private Optional<String> said(String field) {
        JsonNode value = details.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    Optional<LocalDate> date(String field) {
        return text(field).flatMap(Fact::parsedDate);
    }

    Optional<BigDecimal> amount() {
        JsonNode value = details.path("amount");
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    Optional<String> actor() {
        return Vocabulary.actorFields(words()).stream()
                .flatMap(field -> said(field).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(event.actor()));
    }

    private static Optional<LocalDate> parsedDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

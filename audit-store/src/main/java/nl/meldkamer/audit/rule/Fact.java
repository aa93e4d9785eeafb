package nl.meldkamer.audit.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.meldkamer.audit.Event;

/**
 * A recorded event as a rule sees it. What its details do not say, or say badly, is empty: a rule decides on what is there.
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

    boolean is(String... actions) {
        for (String action : actions) if (action.equals(event.action())) return true;
        return false;
    }

    Instant occurred() {
        return event.occurred();
    }

    Optional<String> text(String field) {
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
        return Optional.ofNullable(event.actor());
    }

    private static Optional<LocalDate> parsedDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package nl.meldkamer.audit.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.jspecify.annotations.Nullable;

/** What can't be an event. Everything else is stored, however odd. */
final class Intake {
    /** Of an event's bytes. */
    static final int LARGEST = 1 << 20;

    /** As wide as what every program that reads an export can show. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final JsonFactory JSON = new JsonFactory();

    private Intake() {}

    /** Why it can't be stored as an event. Names the field, never what is in it. */
    static Optional<String> objection(Event event) {
        if (event.stream().isEmpty()) return Optional.of("stream is empty");
        if (event.source().isEmpty()) return Optional.of("source is empty");
        if (event.id().isEmpty()) return Optional.of("id is empty");
        if (event.occurred().isBefore(EARLIEST) || event.occurred().isAfter(LATEST)) {
            return Optional.of("occurred is not in the years 1 to 9999");
        }
        List<String> texts = texts(event);
        if (!texts.stream().allMatch(Intake::isStorable)) {
            return Optional.of("a text has a NUL character or half a surrogate pair");
        }
        if (texts.stream().mapToLong(String::length).sum() > LARGEST)
            return Optional.of("larger than " + LARGEST + " bytes");
        return isObject(event.details()) ? Optional.empty() : Optional.of("details is no JSON object");
    }

    private static List<String> texts(Event event) {
        Reference reference = event.reference();
        return List.of(
                event.stream(),
                event.source(),
                event.id(),
                event.process(),
                event.action(),
                event.status(),
                reference == null ? "" : reference.type(),
                reference == null ? "" : reference.name(),
                orEmpty(event.actor()),
                orEmpty(event.trace()),
                event.details());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** PostgreSQL has no NUL in a text, and UTF-8 no half a pair: both would not come back as they came. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') return false;
            if (Character.isSurrogate(c) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) return false;
        }
        return true;
    }

    private static boolean isObject(String details) {
        try (JsonParser parser = JSON.createParser(details)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return false;
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }
}

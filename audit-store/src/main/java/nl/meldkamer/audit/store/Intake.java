package nl.meldkamer.audit.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.audit.Event;
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
        if (!texts(event).allMatch(Intake::isStorable)) {
            return Optional.of("a text has a NUL character or half a surrogate pair");
        }
        if (texts(event).mapToLong(String::length).sum() > LARGEST)
            return Optional.of("larger than " + LARGEST + " bytes");
        return isObject(event.details()) ? Optional.empty() : Optional.of("details is no JSON object");
    }

    private static Stream<String> texts(Event event) {
        return Stream.concat(
                Stream.of(event.stream(), event.source(), event.id(), event.process(), event.action(), event.status()),
                Stream.concat(
                        event.reference() == null
                                ? Stream.of()
                                : Stream.of(
                                        event.reference().type(),
                                        event.reference().name()),
                        Stream.of(orEmpty(event.actor()), orEmpty(event.trace()), event.details())));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** PostgreSQL has no NUL in a text, and UTF-8 no half a pair: both would not come back as they came. */
    private static boolean isStorable(String text) {
        if (text.indexOf('\0') >= 0) return false;
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        return encoder.canEncode(text);
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

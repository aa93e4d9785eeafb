package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read one by one. What nobody asked for is left over and not lost. A null counts as
 * absent. Not thread-safe.
 */
public final class Fields {

    private static final int LONGEST = 400;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    public Fields(JsonNode object) throws UnfitException {
        if (!object.isObject()) throw new UnfitException("an object is expected");
        PlainJson.require(object);
        this.object = object;
    }

    public String text(String name) throws UnfitException {
        String text = optionalText(name);
        if (text == null) throw new UnfitException("'" + name + "' is missing");
        return text;
    }

    public @Nullable String optionalText(String name) throws UnfitException {
        return optionalText(name, LONGEST);
    }

    public @Nullable String optionalText(String name, int longest) throws UnfitException {
        JsonNode node = get(name);
        if (node == null) return null;
        if (!node.isTextual()) throw new UnfitException("'" + name + "' is not text");
        if (node.textValue().isBlank()) throw new UnfitException("'" + name + "' is empty");
        if (node.textValue().length() > longest)
            throw new UnfitException("'" + name + "' is longer than " + longest + " characters");
        return node.textValue();
    }

    public Instant instant(String name) throws UnfitException {
        try {
            Instant at = OffsetDateTime.parse(text(name)).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST))
                throw new UnfitException("'" + name + "' is not in the years 1970 to 9998");
            return at;
        } catch (DateTimeException e) {
            throw new UnfitException("'" + name + "' is not a time with an offset, such as 2026-01-31T13:45:00Z");
        }
    }

    Optional<Fields> object(String name) throws UnfitException {
        JsonNode node = get(name);
        if (node == null) return Optional.empty();
        if (!node.isObject()) throw new UnfitException("'" + name + "' is not an object");
        return Optional.of(new Fields(node));
    }

    ObjectNode copyOfObject(String name) throws UnfitException {
        Optional<Fields> found = object(name);
        return found.isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : found.get().object.deepCopy();
    }

    /** An object of nothing but texts. */
    Map<String, String> texts(String name) throws UnfitException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : copyOfObject(name).properties()) {
            if (!field.getValue().isTextual()) throw new UnfitException("a field of '" + name + "' is not text");
            texts.put(field.getKey(), field.getValue().textValue());
        }
        return texts;
    }

    public ObjectNode leftOver() {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties())
            if (!asked.contains(field.getKey())) rest.set(field.getKey(), field.getValue());
        return rest;
    }

    private @Nullable JsonNode get(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}

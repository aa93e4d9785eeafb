package nl.meldkamer.audit.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** The details of an event as a part of another JSON text. */
final class Details {

    /** Numbers keep their digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Details() {}

    /** On one line, whatever lines the source made; a text if it is no JSON. */
    static JsonNode of(String details) {
        try {
            return JSON.readTree(details);
        } catch (JsonProcessingException e) {
            return new TextNode(details);
        }
    }

    static String line(JsonNode json) {
        return json + "\n";
    }
}

package nl.meldkamer.sender.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request as it came.
 *
 * @param json inflated
 */
public record ReceivedRequest(String json, boolean compressed) {

    /** A field at the top of the request, as text; "" when it is not there. */
    public String field(String name) {
        return top().getOrDefault(name, "");
    }

    /** The rows of {@code data}, each with its fields as text. */
    public List<Map<String, String>> rows() {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null)
                if ("data".equals(parser.currentName()) && parser.nextToken() == JsonToken.START_ARRAY)
                    return rows(parser);
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> top() {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return fields(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> rows(JsonParser parser) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) rows.add(fields(parser));
        return rows;
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken().isStructStart()) parser.skipChildren();
            else fields.put(name, parser.getText());
        }
        return fields;
    }
}

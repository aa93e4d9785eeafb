package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.meldkamer.audit.tail.TableDeclaration.Changes;

/**
 * What a Version of Frappe tells, as far as it is no personal data: the names of the fields that changed, old and new
 * value of some, and how many lines were added, removed and changed. Its text is
 *
 * <pre>
 * {"changed": [[field, old, new], ...], "added": [[table, {...}], ...], "removed": [...], "row_changed": [[table, ...], ...]}
 * </pre>
 */
final class ChangedFields {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHANGED = "changed";

    private ChangedFields() {}

    static void add(Changes changes, ObjectNode document, ObjectNode details) {
        JsonNode version = parsed(document.path(changes.column()));
        if (!version.isObject()) {
            details.put("unreadable", changes.column());
            return;
        }
        ArrayNode names = details.putArray(CHANGED);
        ObjectNode values = details.putObject("values");
        for (JsonNode change : version.path(CHANGED)) {
            String field = change.path(0).asText();
            names.add(field);
            if (changes.clear().contains(field))
                values.putArray(field)
                        .add(change.path(1).asText())
                        .add(change.path(2).asText());
        }
        for (String lines : new String[] {"added", "removed", "row_changed"}) {
            int count = version.path(lines).size();
            if (count > 0) details.put(lines, count);
        }
    }

    private static JsonNode parsed(JsonNode column) {
        if (!column.isTextual()) return column;
        try {
            return MAPPER.readTree(column.textValue());
        } catch (JsonProcessingException e) {
            return column;
        }
    }
}

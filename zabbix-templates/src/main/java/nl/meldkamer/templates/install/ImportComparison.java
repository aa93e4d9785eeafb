package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what configuration.importcompare answers: by kind of object, lists of what an import would add, update and
 * remove; an updated object has itself {@code before} and {@code after}, and its own kinds of objects.
 */
final class ImportComparison {

    private static final int MOST = 8;
    /** Zabbix gives no password of a JMX item away, so that it looks as if there were none. */
    private static final String UNTOLD = "password";

    private static final Set<String> STATES = Set.of("before", "after");
    private static final Map<String, String> BY_HAND =
            Map.of("added", "was removed", "removed", "was added", "updated", "was changed");

    private final List<String> found = new ArrayList<>();

    private ImportComparison() {}

    /** What somebody did since the document was imported, in words. */
    static String summary(JsonNode comparison) {
        ImportComparison reading = new ImportComparison();
        reading.kinds(comparison);
        List<String> all = reading.found;
        if (all.size() <= MOST) return String.join("; ", all);
        return String.join("; ", all.subList(0, MOST)) + "; and " + (all.size() - MOST) + " more";
    }

    private void kinds(JsonNode object) {
        object.properties().forEach(kind -> {
            if (!STATES.contains(kind.getKey())) changes(kind.getKey(), kind.getValue());
        });
    }

    private void changes(String kind, JsonNode lists) {
        for (Map.Entry<String, JsonNode> list : lists.properties())
            for (JsonNode object : list.getValue()) change(kind, list.getKey(), object);
    }

    private void change(String kind, String list, JsonNode object) {
        JsonNode before = object.path("before");
        JsonNode after = object.path("after");
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : before.properties())
            if (!field.getValue().equals(after.path(field.getKey()))) fields.add(field.getKey());
        after.fieldNames().forEachRemaining(field -> {
            if (!before.has(field) && !field.equals(UNTOLD)) fields.add(field);
        });
        boolean itself = !list.equals("updated") || !fields.isEmpty();
        if (itself) found.add(sentence(kind, list, name(before, after), fields));
        kinds(object);
    }

    private static String sentence(String kind, String list, String name, List<String> fields) {
        String what = kind.replace('_', ' ') + ": '" + name + "' " + BY_HAND.getOrDefault(list, list);
        return list.equals("updated") ? what + " (" + String.join(", ", fields) + ")" : what;
    }

    private static String name(JsonNode before, JsonNode after) {
        JsonNode named = after.isMissingNode() ? before : after;
        for (String field : List.of("name", "key", "template"))
            if (named.has(field)) return named.path(field).asText();
        return named.path("uuid").asText("?");
    }
}

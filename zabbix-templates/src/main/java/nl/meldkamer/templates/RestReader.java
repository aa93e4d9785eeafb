package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads what stands in for a query at Frappe's REST API: {@code count} or {@code documents}. */
final class RestReader {

    private RestReader() {}

    static Rest read(YamlMapping at) {
        if (at.has("count") == at.has("documents")) at.problem("is one of the keys count, documents");
        Rest rest = at.has("count") ? count(at.mapping("count")) : documents(at.mapping("documents"));
        at.done();
        return rest;
    }

    private static Rest count(YamlMapping at) {
        YamlMapping columns = at.mapping("columns");
        Map<String, List<Rest.Filter>> counts = new LinkedHashMap<>();
        for (String column : columns.keys()) counts.put(column, filters(columns, column));
        if (counts.isEmpty()) at.problem("columns", "needs at least one column");
        Map<String, String> by = at.textMap("by");
        Map<String, Rest.Oldest> oldest = at.has("oldest") ? oldest(at.mapping("oldest")) : Map.of();
        List<String> options = at.texts("options");
        if (by.size() > 1) at.problem("by", "counts by one field only");
        if (by.isEmpty() != options.isEmpty()) at.problem("options", "are those of the field that 'by' names");
        if (!by.isEmpty() && !oldest.isEmpty()) at.problem("oldest", "cannot be had for each option");
        Rest rest = new Rest.Count(at.text("doctype"), by, options, filters(at, "filters"), counts, oldest);
        at.done();
        return rest;
    }

    private static Map<String, Rest.Oldest> oldest(YamlMapping at) {
        Map<String, Rest.Oldest> oldest = new LinkedHashMap<>();
        for (String column : at.keys()) {
            YamlMapping what = at.mapping(column);
            oldest.put(column, new Rest.Oldest(what.text("field"), filters(what, "filters")));
            what.done();
        }
        return oldest;
    }

    private static Rest documents(YamlMapping at) {
        Rest rest = new Rest.Documents(at.text("doctype"), at.textMap("fields"), filters(at, "filters"));
        at.done();
        return rest;
    }

    private static List<Rest.Filter> filters(YamlMapping at, String key) {
        List<Rest.Filter> filters = new ArrayList<>();
        for (String text : at.texts(key)) {
            try {
                filters.add(Rest.Filter.parse(text));
            } catch (IllegalArgumentException e) {
                at.problem(key, String.valueOf(e.getMessage()));
            }
        }
        return filters;
    }
}

package nl.meldkamer.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in for a query where only Frappe's REST API can be reached. Columns of the query that it does not give have
 * no value there.
 */
public sealed interface Rest {

    /**
     * Numbers of documents: one row, or one for each option of a field.
     *
     * @param by at most one: the column to fill with the option, to the field; empty for one row
     * @param options of that field; a document with another one is not counted
     * @param counts column to the filters of what it counts
     */
    record Count(String doctype, Map<String, String> by, List<String> options, Map<String, List<Filter>> counts)
            implements Rest {
        public Count {
            by = Map.copyOf(by);
            options = List.copyOf(options);
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    /**
     * Documents, a row each.
     *
     * @param fields column to field
     */
    record Documents(String doctype, Map<String, String> fields, List<Filter> filters) implements Rest {
        public Documents {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            filters = List.copyOf(filters);
        }
    }

    /**
     * A condition.
     *
     * @param operator of Frappe's filters: =, !=, &lt;, &gt;, &lt;=, &gt;=
     * @param value text or number, or a cut-off as queries have them, such as {@code :t_24h}
     */
    record Filter(String field, String operator, String value) {

        /** Reads {@code field operator value}; the value may hold spaces. Throws {@link IllegalArgumentException}. */
        public static Filter parse(String text) {
            String[] parts = text.strip().split("\\s+", 3);
            if (parts.length < 3 || !List.of("=", "!=", "<", ">", "<=", ">=").contains(parts[1]))
                throw new IllegalArgumentException(
                        "'" + text + "' is no filter; expected a field, one of = != < > <= >=, and a value");
            if (parts[2].startsWith(":") && !SqlText.isParameter(parts[2].substring(1)))
                throw new IllegalArgumentException(
                        "unknown parameter '" + parts[2] + "'; expected the like of " + SqlText.PARAMETERS);
            return new Filter(parts[0], parts[1], parts[2]);
        }
    }
}

package nl.meldkamer.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in for a query where only Frappe's REST API can be reached. Columns of the query that it does not give have
 * no value there.
 */
public sealed interface Rest {

    /** The columns that it gives. */
    Set<String> columns();

    /**
     * Numbers of documents: one row; or one for each option of a field, and one named {@link #OTHER} when documents with
     * none of the options are among them.
     *
     * @param by at most one: the column to fill with the option, to the field; empty for one row
     * @param options of that field
     * @param filters what is counted at all
     * @param counts column to the further filters of what it counts
     * @param oldest column to what it takes; only without {@code by}
     */
    record Count(
            String doctype,
            Map<String, String> by,
            List<String> options,
            List<Filter> filters,
            Map<String, List<Filter>> counts,
            Map<String, Oldest> oldest)
            implements Rest {

        public static final String OTHER = "other";

        public Count {
            by = Map.copyOf(by);
            options = List.copyOf(options);
            filters = List.copyOf(filters);
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
            oldest = Map.copyOf(oldest);
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new TreeSet<>(by.keySet());
            columns.addAll(counts.keySet());
            columns.addAll(oldest.keySet());
            return columns;
        }
    }

    /**
     * The least date or moment that documents have in a field; no value where none has one.
     *
     * @param filters beside those of what is counted at all
     */
    record Oldest(String field, List<Filter> filters) {
        public Oldest {
            filters = List.copyOf(filters);
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

        @Override
        public Set<String> columns() {
            return fields.keySet();
        }
    }

    /**
     * A condition. What Frappe makes of a field without a value depends on its version and the operator; only
     * {@code is set} before another condition leaves no doubt.
     *
     * @param operator of Frappe's filters: =, !=, &lt;, &gt;, &lt;=, &gt;=, in, is
     * @param value text or number, or a cut-off as queries have them, such as {@code :t_24h}; after {@code in} texts with
     *     a comma between them, after {@code is} one of set, not set
     */
    record Filter(String field, String operator, String value) {

        private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(=|!=|<=|>=|<|>|in|is)\\s+(\\S.*)");

        /** Reads {@code field operator value}; the value may hold spaces. Throws {@link IllegalArgumentException}. */
        public static Filter parse(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches())
                throw new IllegalArgumentException(
                        "'" + text + "' is no filter; expected a field, one of = != < > <= >= in is, and a value");
            Filter filter = new Filter(form.group(1), form.group(2), form.group(3));
            filter.check();
            return filter;
        }

        private void check() {
            if (value.startsWith(":") && !SqlText.isParameter(value.substring(1)))
                throw new IllegalArgumentException(
                        "unknown parameter '" + value + "'; expected the like of " + SqlText.PARAMETERS);
            if (operator.equals("is") && !List.of("set", "not set").contains(value))
                throw new IllegalArgumentException("a field is 'set' or 'not set', not '" + value + "'");
        }
    }
}

package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one field of an event is made of a document's fields. Absent when a field that it needs is absent or empty. */
sealed interface Term {

    Optional<String> of(ObjectNode document);

    /** The document's fields that it reads. */
    Set<String> fields();

    /**
     * Reads its JSON: a text with fields in braces, such as {@code "batch_{status}"}; an object that chooses by a
     * value, such as {@code {"of": "{status}", "is": {"Failed": "Failed"}, "otherwise": "Compliant"}}; or a list of
     * terms, of which the first counts that is not absent.
     */
    @JsonCreator
    static Term parse(JsonNode json) {
        if (json.isTextual()) return new Text(json.textValue());
        if (json.isArray()) return new First(terms(json));
        if (!json.has("of") || !json.path("is").isObject())
            throw new IllegalArgumentException("a term is a text, a list, or an object with 'of' and 'is'");
        Map<String, Term> is = new LinkedHashMap<>();
        json.get("is").properties().forEach(each -> is.put(each.getKey(), parse(each.getValue())));
        Term otherwise = json.has("otherwise") ? parse(json.get("otherwise")) : new First(List.of());
        return new Choice(parse(json.get("of")), is, otherwise);
    }

    private static List<Term> terms(JsonNode list) {
        List<Term> terms = new ArrayList<>();
        list.forEach(each -> terms.add(parse(each)));
        return terms;
    }

    /** A text with fields in braces. */
    record Text(String pattern) implements Term {

        private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

        @Override
        public Optional<String> of(ObjectNode document) {
            StringBuilder text = new StringBuilder();
            Matcher field = FIELD.matcher(pattern);
            while (field.find()) {
                String value = document.path(field.group(1)).asText("");
                if (value.isEmpty()) return Optional.empty();
                field.appendReplacement(text, Matcher.quoteReplacement(value));
            }
            return Optional.of(field.appendTail(text).toString()).filter(found -> !found.isBlank());
        }

        @Override
        public Set<String> fields() {
            Set<String> fields = new LinkedHashSet<>();
            Matcher field = FIELD.matcher(pattern);
            while (field.find()) fields.add(field.group(1));
            return fields;
        }
    }

    /** One of several, by the value of another. */
    record Choice(Term of, Map<String, Term> is, Term otherwise) implements Term {

        @Override
        public Optional<String> of(ObjectNode document) {
            return of.of(document)
                    .map(is::get)
                    .map(chosen -> chosen.of(document))
                    .orElseGet(() -> otherwise.of(document));
        }

        @Override
        public Set<String> fields() {
            Set<String> fields = new LinkedHashSet<>(of.fields());
            is.values().forEach(each -> fields.addAll(each.fields()));
            fields.addAll(otherwise.fields());
            return fields;
        }
    }

    /** The first that is there. */
    record First(List<Term> terms) implements Term {

        @Override
        public Optional<String> of(ObjectNode document) {
            return terms.stream().flatMap(term -> term.of(document).stream()).findFirst();
        }

        @Override
        public Set<String> fields() {
            Set<String> fields = new LinkedHashSet<>();
            terms.forEach(each -> fields.addAll(each.fields()));
            return fields;
        }
    }
}

package nl.meldkamer.audit.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.Sha256;
import nl.meldkamer.audit.tail.TableDeclaration.ReferenceTerms;
import org.jspecify.annotations.Nullable;

/**
 * Documents as events of one stream and source. An event's id is the document's kind and name, when it was modified,
 * and a hash of what is in the details: so a row that is read again is the same event, and one that was changed is
 * another. Nothing personal is in the hash, which would tell it to whoever tries all values. Immutable.
 *
 * @param zone of the app's dates; of the two moments that a date is in the hour that comes twice, the first
 */
public record Documents(String stream, String source, ZoneId zone) {

    private static final String NONE = "(none)";
    private static final int HASH_BYTES = 8;

    /**
     * The event of a document.
     *
     * @throws IllegalArgumentException if it has no name or no modified, or its dates are none
     */
    Event event(TableDeclaration table, ObjectNode document) {
        ObjectNode details = details(table, document);
        return new Event(
                stream,
                source,
                id(table, document, details),
                table.process().of(document).orElse(NONE),
                table.action().of(document).orElse(NONE),
                table.status().of(document).orElse(NONE),
                reference(table.reference(), table, document),
                optional(table.actor(), document),
                optional(table.trace(), document),
                occurred(table, document),
                details.toString(),
                personal(table, document));
    }

    private static String id(TableDeclaration table, ObjectNode document, ObjectNode details) {
        String hash = HexFormat.of()
                .formatHex(Sha256.digest().digest(details.toString().getBytes(UTF_8)), 0, HASH_BYTES);
        return table.document() + "/" + required(document, TableDeclaration.NAME) + "/" + modified(document) + "/"
                + hash;
    }

    /** In the app's zone. Throws {@link IllegalArgumentException} if there is none. */
    static LocalDateTime modified(ObjectNode document) {
        return moment(required(document, TableDeclaration.MODIFIED));
    }

    private static ObjectNode details(TableDeclaration table, ObjectNode document) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (String column : table.details()) {
            JsonNode value = document.path(column);
            if (!value.isMissingNode() && !value.isNull()) details.set(column, value);
        }
        if (table.changes() != null) ChangedFields.add(table.changes(), document, details);
        return details;
    }

    private static @Nullable Reference reference(
            @Nullable ReferenceTerms terms, TableDeclaration table, ObjectNode document) {
        if (terms == null) return new Reference(table.document(), required(document, TableDeclaration.NAME));
        Optional<String> type = terms.type().of(document);
        Optional<String> name = terms.name().of(document);
        return type.isPresent() && name.isPresent() ? new Reference(type.get(), name.get()) : null;
    }

    private static @Nullable String optional(@Nullable Term term, ObjectNode document) {
        return term == null ? null : term.of(document).orElse(null);
    }

    private Instant occurred(TableDeclaration table, ObjectNode document) {
        String column = Optional.ofNullable(table.occurred()).orElse(TableDeclaration.MODIFIED);
        String at = document.path(column).asText("");
        return moment(at.isEmpty() ? required(document, TableDeclaration.MODIFIED) : at)
                .atZone(zone)
                .toInstant()
                .truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable PersonalFields personal(TableDeclaration table, ObjectNode document) {
        Map<String, String> erasable = texts(table.erasable(), document);
        Map<String, String> legal = texts(table.legal(), document);
        if (erasable.isEmpty() && legal.isEmpty()) return null;
        String itself = table.document() + "/" + required(document, TableDeclaration.NAME);
        String person = Optional.ofNullable(optional(table.person(), document)).orElse(itself);
        return new PersonalFields(person, erasable, legal);
    }

    private static Map<String, String> texts(Collection<String> columns, ObjectNode document) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String column : columns) {
            JsonNode value = document.path(column);
            String text = value.isContainerNode() ? value.toString() : value.asText("");
            if (!text.isEmpty()) texts.put(column, text);
        }
        return texts;
    }

    private static String required(ObjectNode document, String field) {
        String text = document.path(field).asText("");
        if (text.isEmpty()) throw new IllegalArgumentException("'" + field + "' is missing");
        return text;
    }

    /** As databases and Frappe write it, with a space or a T. */
    private static LocalDateTime moment(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date is not such as 2026-01-31 13:45:00.123456", e);
        }
    }
}

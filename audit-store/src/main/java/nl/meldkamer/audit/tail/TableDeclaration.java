package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the documents of one kind become events. The table is {@code tab} and the kind, as Frappe has it.
 *
 * @param document the kind, such as {@code SEPA Mandate}
 * @param parent for the lines of a document: its kind. Lines have no index by time, so they are found by their
 *     document's, and are read again when that is changed
 * @param only column to the values that it must have
 * @param lookups fields of other documents, found by their name
 * @param process the event's process; {@code (none)} when it turns out absent, as with action and status
 * @param occurred column that tells when it happened, by the app's clock; by default {@code modified}
 * @param details columns without personal data
 * @param changes the column of a Version that tells what changed
 * @param person whom the personal columns are about; without one they are about the document itself
 * @param erasable columns with personal data that can be erased at any time
 * @param legal columns with personal data that the law wants kept
 */
record TableDeclaration(
        String document,
        @Nullable String parent,
        Map<String, List<String>> only,
        List<Lookup> lookups,
        Term process,
        Term action,
        Term status,
        @Nullable ReferenceTerms reference,
        @Nullable Term actor,
        @Nullable Term trace,
        @Nullable String occurred,
        List<String> details,
        @Nullable Changes changes,
        @Nullable Term person,
        List<String> erasable,
        List<String> legal) {

    static final String NAME = "name";
    static final String MODIFIED = "modified";

    /**
     * A field of another document.
     *
     * @param document its kind
     * @param by the column, here, of its name
     * @param column the field
     * @param as what the field is called from here on
     */
    record Lookup(String document, String by, String column, String as) {}

    record ReferenceTerms(Term type, Term name) {}

    /**
     * What changed, of a Version.
     *
     * @param clear fields whose old and new value are no personal data
     */
    record Changes(String column, @JsonProperty("clear") List<String> clear) {}

    TableDeclaration {
        only = only == null ? Map.of() : Map.copyOf(only);
        lookups = lookups == null ? List.of() : List.copyOf(lookups);
        details = details == null ? List.of() : List.copyOf(details);
        erasable = erasable == null ? List.of() : List.copyOf(erasable);
        legal = legal == null ? List.of() : List.copyOf(legal);
        if (document == null || process == null || action == null || status == null)
            throw new IllegalArgumentException("a table must have: document, process, action, status");
    }

    String table() {
        return table(document);
    }

    static String table(String document) {
        return "tab" + document;
    }

    /** With other columns in place of {@code erasable}. */
    TableDeclaration erasing(List<String> others) {
        return new TableDeclaration(
                document, parent, only, lookups, process, action, status, reference, actor, trace, occurred, details,
                changes, person, others, legal);
    }

    /** The columns of the table that are read, name and modified among them. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(List.of(NAME, MODIFIED));
        for (Term term : terms()) columns.addAll(term.fields());
        Optional.ofNullable(occurred).ifPresent(columns::add);
        Optional.ofNullable(changes).ifPresent(each -> columns.add(each.column()));
        columns.addAll(details);
        columns.addAll(erasable);
        columns.addAll(legal);
        lookups.forEach(each -> columns.add(each.by()));
        lookups.forEach(each -> columns.remove(each.as()));
        return columns;
    }

    /** The columns whose values may be stored only encrypted. */
    Set<String> personal() {
        Set<String> personal = new LinkedHashSet<>(erasable);
        personal.addAll(legal);
        Optional.ofNullable(changes).ifPresent(each -> personal.add(each.column()));
        return personal;
    }

    private List<Term> terms() {
        Term none = new Term.First(List.of());
        return List.of(
                process,
                action,
                status,
                reference == null ? none : reference.type(),
                reference == null ? none : reference.name(),
                actor == null ? none : actor,
                trace == null ? none : trace,
                person == null ? none : person);
    }
}

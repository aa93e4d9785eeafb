package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.ingest.Fields;
import nl.meldkamer.audit.ingest.Form;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;

/**
 * A document as a webhook of Frappe sends it, with at least {@code doctype}, {@code name} and {@code modified}. It is
 * read as its table's rows are; a field that no declaration names is taken for personal data, since it may be. The same
 * change, sent again, has the same id. Immutable.
 */
public final class FrappeForm implements Form {

    private static final String DOCTYPE = "doctype";
    private static final Term NONE = new Term.First(List.of());

    private final Declarations declarations;

    public FrappeForm(Declarations declarations) {
        this.declarations = declarations;
    }

    @Override
    public Event read(Producer producer, JsonNode json) throws UnfitException {
        Fields fields = new Fields(json);
        String document = fields.text(DOCTYPE);
        fields.text(TableDeclaration.NAME);
        fields.text(TableDeclaration.MODIFIED);
        TableDeclaration table = declarations.of(document).orElseGet(() -> undeclared(document));
        try {
            Documents documents = new Documents(producer.stream(), producer.source(), producer.zone());
            return documents.event(withRest(table, json), (ObjectNode) json);
        } catch (IllegalArgumentException e) {
            throw new UnfitException(String.valueOf(e.getMessage()));
        }
    }

    private static TableDeclaration undeclared(String document) {
        return new TableDeclaration(
                document,
                null,
                Map.of(),
                List.of(),
                new Term.Text("Frappe"),
                new Term.Text("document_changed"),
                new Term.Text("Compliant"),
                null,
                new Term.Text("{modified_by}"),
                NONE,
                null,
                List.of("docstatus"),
                null,
                null,
                List.of(),
                List.of());
    }

    private static TableDeclaration withRest(TableDeclaration table, JsonNode json) {
        Set<String> named = new HashSet<>(table.columns());
        named.add(DOCTYPE);
        List<String> erasable = new ArrayList<>(table.erasable());
        json.fieldNames().forEachRemaining(field -> {
            if (!named.contains(field)) erasable.add(field);
        });
        return table.erasing(erasable);
    }
}

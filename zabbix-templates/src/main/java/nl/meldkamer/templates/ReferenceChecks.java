package nl.meldkamer.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.TriggerExpression.Reference;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks what the expressions of triggers and the formulas of calculated items read. */
final class ReferenceChecks {

    private final Map<String, ItemPart> items = new LinkedHashMap<>();

    ReferenceChecks(Draft draft) {
        draft.items.forEach(part -> items.putIfAbsent(part.item().key(), part));
    }

    /**
     * Records what is wrong with a reference.
     *
     * @param group the group whose discovery the reader belongs to, if any
     */
    void check(Reference reference, Optional<Group> group, YamlMapping at, String key) {
        Optional<ItemPart> read = read(reference);
        if (read.isEmpty()) {
            at.problem(
                    key,
                    "item '" + reference.key() + "' does not exist" + Suggestion.hint(reference.key(), items.keySet()));
            return;
        }
        Metric item = read.get().item();
        if (item.isPrototype()
                && !reference.isOfAll()
                && (group.isEmpty() || !group.equals(read.get().group())))
            at.problem(key, "item '" + reference.key() + "' belongs to another discovery; read one that exists once");
        if (TriggerExpression.needsNumbers(reference.function()) && !item.type().isNumeric())
            at.problem(
                    key,
                    reference.function() + " needs numbers, and '" + reference.key()
                            + "' is text; use last, find or count");
    }

    private Optional<ItemPart> read(Reference reference) {
        if (!reference.isOfAll()) return Optional.ofNullable(items.get(reference.key()));
        String keys = Pattern.quote(reference.key()).replace("*", "\\E[^\\]]*+\\Q");
        return items.values().stream()
                .filter(part -> part.item().key().matches(keys))
                .findFirst();
    }
}

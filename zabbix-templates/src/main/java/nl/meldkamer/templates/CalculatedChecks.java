package nl.meldkamer.templates;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks what a calculated item has that others have not: its formula, its interval and its place. */
final class CalculatedChecks {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final CalculatedItem item;
    private final Optional<Group> group;
    private final YamlMapping at;
    private final Names macros;
    private final ReferenceChecks references;

    CalculatedChecks(CalculatedItem item, ItemPart part, Names macros, ReferenceChecks references) {
        this.item = item;
        group = part.group();
        at = part.at();
        this.macros = macros;
        this.references = references;
    }

    void run() {
        if (item.every().compareTo(SHORTEST) < 0 || item.every().compareTo(LONGEST) > 0)
            at.problem("every", "an interval is from 5s to 1d");
        if (item.isPrototype() && item.group().isEmpty())
            at.problem("group", "the key holds a macro; name the group whose discovery fills it");
        if (!item.isPrototype() && item.group().isPresent())
            at.problem("group", "the item exists once, as its key holds no macro; leave 'group' out");
        if (!item.formula().isEmpty()) formula();
    }

    private void formula() {
        ItemChecks.lldMacros(item, group, item.formula(), at, "formula");
        Matcher matcher = Names.USER_MACRO.matcher(item.formula());
        while (matcher.find()) macros.require("{$" + matcher.group(1) + "}", at, "formula");
        try {
            TriggerExpression.parseFormula(item.formula())
                    .references()
                    .forEach(reference -> references.check(reference, group, at, "formula"));
        } catch (IllegalArgumentException e) {
            at.problem("formula", String.valueOf(e.getMessage()));
        }
    }
}

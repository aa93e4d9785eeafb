package nl.meldkamer.templates;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks one item. */
final class ItemChecks {

    static final int LONGEST_NAME = 255;
    private static final Duration LONGEST_KEPT = Duration.ofDays(25 * 365);

    private final Metric item;
    private final Optional<Group> group;
    private final YamlMapping at;
    private final Names valueMaps;

    ItemChecks(ItemPart part, Names valueMaps) {
        item = part.item();
        group = part.group();
        at = part.at();
        this.valueMaps = valueMaps;
    }

    void run() {
        if (!item.key().isEmpty()) ItemKey.fault(item.key()).ifPresent(fault -> at.problem("key", fault));
        if (item.name().length() > LONGEST_NAME)
            at.problem("name", "a name has at most " + LONGEST_NAME + " characters");
        if (item instanceof Item collected) group.ifPresent(its -> columns(collected, its));
        lldMacros("key", item.key());
        lldMacros("name", item.name());
        item.valueMap().ifPresent(name -> valueMaps.require(name, at, "value-map"));
        storage();
    }

    private void columns(Item item, Group group) {
        for (String column : item.value().columns()) GroupChecks.column(group, column, at, "value");
        for (String column : item.where().keySet()) GroupChecks.column(group, column, at, "where");
        if (item.isPrototype() && !item.where().isEmpty())
            at.problem("where", "an item of a discovery sees its own row only; leave 'where' out");
        if (item.isPrototype() && !item.whereNot().isEmpty())
            at.problem("not-known", "an item of a discovery sees its own row only; leave 'not-known' out");
    }

    private void lldMacros(String key, String text) {
        lldMacros(item, group, text, at, key);
    }

    /** Records the LLD macros of a text that do not exist where the item stands. */
    static void lldMacros(Metric item, Optional<Group> group, String text, YamlMapping at, String key) {
        Set<String> known = group.flatMap(Group::discovery)
                .map(found -> found.macros().keySet())
                .orElse(Set.of());
        Matcher matcher = Names.LLD_MACRO.matcher(text);
        while (matcher.find()) {
            String macro = matcher.group();
            if (known.isEmpty()) at.problem(key, macro + " needs a discovery; add the key 'discovery' to the group");
            else if (!known.contains(macro))
                at.problem(key, "the discovery has no macro " + macro + Suggestion.hint(macro, known));
            else if (!item.isPrototype()) at.problem(key, macro + " has no meaning, as the item's key holds no macro");
        }
    }

    private void storage() {
        if (item.history().compareTo(Duration.ofHours(1)) < 0 || item.history().compareTo(LONGEST_KEPT) > 0)
            at.problem("history", "is kept from 1h to 9125d");
        boolean noTrends = item.trends().isZero();
        if (!noTrends
                && (item.trends().compareTo(Duration.ofDays(1)) < 0
                        || item.trends().compareTo(LONGEST_KEPT) > 0))
            at.problem("trends", "are kept from 1d to 9125d, or 0 for none");
        if (item.type().isNumeric()) return;
        if (!noTrends) at.problem("trends", "text has no trends; leave the key out");
        if (!item.units().isEmpty()) at.problem("units", "text has no units; leave the key out");
        if (item.type() == ValueType.TEXT && item.valueMap().isPresent())
            at.problem("value-map", "long text has no value map; leave the key out or use type char");
    }
}

package nl.meldkamer.templates;

import java.util.regex.Matcher;
import nl.meldkamer.templates.Draft.GroupPart;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.Draft.Part;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks a draft as a whole: names are unique, what is referred to exists, and Zabbix will take all of it. */
final class CatalogueChecks {

    private final Draft draft;
    private final YamlMapping first;
    private final Names macros = new Names("macro");
    private final Names valueMaps = new Names("value map");

    CatalogueChecks(Draft draft, YamlMapping first) {
        this.draft = draft;
        this.first = first;
    }

    void run() {
        template();
        draft.macros.forEach(this::macro);
        draft.valueMaps.forEach(map -> valueMaps.declare(map.value().name(), map.at(), "name"));
        uniqueKeys();
        draft.groups.forEach(part -> new GroupChecks(part).run());
        draft.items.forEach(part -> new ItemChecks(part, valueMaps).run());
        new TriggerChecks(draft, macros).run();
        new DashboardChecks(draft).run();
        new ServiceChecks(draft).run();
    }

    private void template() {
        if (draft.templates.isEmpty()) first.problem("no file holds the key 'template'; add one");
        if (draft.groups.isEmpty()) first.problem("no file holds the key 'groups'; add one");
        for (Part<Template> extra : draft.templates.stream().skip(1).toList())
            extra.at()
                    .problem("a catalogue has one template; the first is at "
                            + draft.templates.get(0).at().location());
    }

    private void macro(Part<Macro> part) {
        String macro = part.value().macro();
        Matcher matcher = Names.USER_MACRO.matcher(macro);
        if (!macro.isEmpty() && !matcher.matches())
            part.at()
                    .problem(
                            "macro",
                            "'" + macro
                                    + "' is not a macro; expected {$NAME} or {$NAME:\"context\"} with A-Z, 0-9, '_', '.'");
        macros.declare(macro, part.at(), "macro");
    }

    private void uniqueKeys() {
        Names groups = new Names("group");
        Names keys = new Names("key");
        Names itemNames = new Names("item name");
        for (GroupPart part : draft.groups) {
            groups.declare(part.group().name(), part.at(), "group");
            part.group().discovery().ifPresent(found -> keys.declare(found.key(), part.discoveryAt(), "key"));
        }
        for (ItemPart part : draft.items) {
            keys.declare(part.item().key(), part.at(), "key");
            itemNames.declare(part.item().name(), part.at(), "name");
        }
    }
}

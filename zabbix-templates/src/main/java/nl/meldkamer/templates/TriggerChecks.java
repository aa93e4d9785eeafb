package nl.meldkamer.templates;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import nl.meldkamer.templates.Draft.TriggerPart;

/** Checks all triggers: their expressions, the macros and items they use, and what they depend on. */
final class TriggerChecks {

    private static final int LONGEST_EVENT_NAME = 2048;

    private final Draft draft;
    private final Names macros;
    private final Names names = new Names("trigger");
    private final ReferenceChecks references;
    private final Map<String, TriggerPart> triggers = new HashMap<>();

    TriggerChecks(Draft draft, Names macros, ReferenceChecks references) {
        this.draft = draft;
        this.macros = macros;
        this.references = references;
    }

    void run() {
        for (TriggerPart part : draft.triggers) {
            names.declare(part.trigger().name(), part.at(), "name");
            triggers.putIfAbsent(part.trigger().name(), part);
        }
        draft.triggers.forEach(this::trigger);
    }

    private void trigger(TriggerPart part) {
        Trigger trigger = part.trigger();
        expression(part, "problem", trigger.problem());
        trigger.recovery().ifPresent(recovery -> expression(part, "recovery", recovery));
        text(part, "name", trigger.name(), ItemChecks.LONGEST_NAME);
        text(part, "event-name", trigger.eventName(), LONGEST_EVENT_NAME);
        text(part, "operational-data", trigger.operationalData(), ItemChecks.LONGEST_NAME);
        text(part, "description", trigger.description(), Integer.MAX_VALUE);
        trigger.dependsOn().forEach(name -> dependency(part, name));
        if (trigger.dependsOn().isEmpty()) return;
        cycle(part).ifPresent(path -> part.at().problem("depends", "goes round in a circle: " + path));
    }

    private void text(TriggerPart part, String key, String text, int longest) {
        if (text.length() > longest) part.at().problem(key, "has at most " + longest + " characters");
        macros(part, key, text);
    }

    private void macros(TriggerPart part, String key, String text) {
        ItemChecks.lldMacros(part.owner().item(), part.owner().group(), text, part.at(), key);
        Matcher matcher = Names.USER_MACRO.matcher(text);
        while (matcher.find()) macros.require("{$" + matcher.group(1) + "}", part.at(), key);
    }

    private void expression(TriggerPart part, String key, String text) {
        if (text.isEmpty()) return;
        macros(part, key, text);
        try {
            TriggerExpression expression =
                    TriggerExpression.parse(text, part.owner().item().key());
            Optional<Group> group =
                    part.discovery().flatMap(found -> part.owner().group());
            expression.references().forEach(reference -> references.check(reference, group, part.at(), key));
            if (part.discovery().isPresent() && expression.keys().stream().noneMatch(used -> used.contains("{#")))
                part.at().problem(key, "reads no item of the discovery; at least one is needed");
        } catch (IllegalArgumentException e) {
            part.at().problem(key, String.valueOf(e.getMessage()));
        }
    }

    private static boolean sameDiscovery(TriggerPart one, TriggerPart other) {
        return one.discovery().isPresent()
                && one.owner().group().equals(other.owner().group());
    }

    private void dependency(TriggerPart part, String name) {
        names.require(name, part.at(), "depends");
        TriggerPart other = triggers.get(name);
        if (other != null && other.discovery().isPresent() && !sameDiscovery(part, other))
            part.at()
                    .problem(
                            "depends",
                            "trigger '" + name + "' belongs to another discovery; depend on one that exists once");
    }

    /** The way from a trigger back to itself. */
    private Optional<String> cycle(TriggerPart start) {
        return way(start.trigger().name(), start, new LinkedHashSet<>());
    }

    private Optional<String> way(String goal, TriggerPart from, Set<String> visited) {
        for (String next : from.trigger().dependsOn()) {
            if (next.equals(goal)) return Optional.of(from.trigger().name() + " -> " + goal);
            TriggerPart other = triggers.get(next);
            if (other == null || !visited.add(next)) continue;
            Optional<String> rest = way(goal, other, visited);
            if (rest.isPresent()) return rest.map(path -> from.trigger().name() + " -> " + path);
        }
        return Optional.empty();
    }
}

package nl.meldkamer.e2e.trigger;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nl.meldkamer.templates.Discovery;

/**
 * The one entity that every discovery finds. Where limits depend on the entity, it is one of those that have a limit of
 * their own.
 */
final class Entity {

    private static final String NAME = "proef";
    private static final Map<String, String> NAMES = Map.of(
            "{#QUEUE}", "short",
            "{#TERMTYPE}", "Expulsion",
            "{#FREQUENCY}", "Daily",
            "{#APIEVENT}", "csrf_validation_failed",
            "{#LEVEL}", "error");
    private static final Pattern MACRO = Pattern.compile("\\{#[A-Z_]+\\}");

    private Entity() {}

    /** The text of a prototype, made into that of the entity's own item or trigger. */
    static String in(String text) {
        return MACRO.matcher(text).replaceAll(found -> name(found.group()));
    }

    private static String name(String macro) {
        return NAMES.getOrDefault(macro, NAME);
    }

    /** What the discovery says of it. */
    static Map<String, String> found(Discovery discovery) {
        Map<String, String> entity = new TreeMap<>();
        discovery.macros().keySet().forEach(macro -> entity.put(macro, name(macro)));
        return entity;
    }
}

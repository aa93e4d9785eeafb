package nl.meldkamer.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Names of one kind, each declared once. Not thread-safe. */
final class Names {

    static final Pattern USER_MACRO = Pattern.compile("\\{\\$([A-Z0-9_.]+)(?::[^}]*+)?\\}");
    static final Pattern LLD_MACRO = Pattern.compile("\\{#[^}]*+\\}");

    private final String kind;
    private final Map<String, YamlMapping> declared = new LinkedHashMap<>();

    Names(String kind) {
        this.kind = kind;
    }

    /** An empty name is a fault that was reported already. */
    void declare(String name, YamlMapping at, String key) {
        if (name.isEmpty()) return;
        YamlMapping first = declared.putIfAbsent(name, at);
        if (first != null)
            at.problem(key, kind + " '" + name + "' is declared already at " + first.location() + "; choose another");
    }

    void require(String name, YamlMapping at, String key) {
        if (!name.isEmpty() && !declared.containsKey(name))
            at.problem(key, kind + " '" + name + "' does not exist" + Suggestion.hint(name, all()));
    }

    boolean has(String name) {
        return declared.containsKey(name);
    }

    Set<String> all() {
        return declared.keySet();
    }
}

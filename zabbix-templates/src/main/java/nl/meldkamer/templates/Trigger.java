package nl.meldkamer.templates;

import java.util.List;
import java.util.Optional;

/**
 * A trigger of an item, or a trigger prototype of an item prototype.
 *
 * <p>Expressions are Zabbix's, with two abbreviations: a history function without a reference means this item
 * ({@code min(5m)} is {@code min(/template/key,5m)}), and {@code //key} means an item of this template.
 *
 * @param problem when it fires
 * @param recovery when it ends; empty: when {@code problem} no longer holds
 * @param dependsOn names of triggers that, while they fire, keep this one quiet
 */
public record Trigger(
        String name,
        Severity severity,
        String problem,
        Optional<String> recovery,
        String eventName,
        String operationalData,
        String description,
        List<String> dependsOn,
        List<Tag> tags,
        boolean manualClose) {

    public Trigger {
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }
}

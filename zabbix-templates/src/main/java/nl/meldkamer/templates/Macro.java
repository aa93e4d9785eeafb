package nl.meldkamer.templates;

/**
 * A user macro of the template.
 *
 * @param macro as Zabbix writes it, with context if any: {@code {$VER.QUEUE.WARN:"short"}}
 */
public record Macro(String macro, String value, String description) {}

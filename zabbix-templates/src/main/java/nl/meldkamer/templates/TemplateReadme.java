package nl.meldkamer.templates;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page that goes with a template, in Markdown, in the order of Zabbix's guidelines for templates. The same catalogue
 * gives the same page.
 */
public final class TemplateReadme {

    private static final String NONE = "There are no template links in this template.\n";

    private final Catalogue catalogue;
    private final ExportFormat format;

    private TemplateReadme(Catalogue catalogue, ExportFormat format) {
        this.catalogue = catalogue;
        this.format = format;
    }

    /**
     * The page for a template in this format.
     *
     * @param file name of the template's file, which lies beside the page
     */
    public static String of(Catalogue catalogue, ExportFormat format, String file) {
        return new TemplateReadme(catalogue, format).page(file);
    }

    private String page(String file) {
        return "# " + catalogue.template().name() + "\n\n"
                + "Made from the catalogue; do not edit.\n"
                + section("Overview", catalogue.template().overview() + "\n")
                + section("Requirements", "Zabbix version: " + format.version() + " and higher.\n")
                + section("Setup", setup(file))
                + section("Macros used", macros())
                + section("Template links", NONE)
                + section("Discovery rules", discoveryRules())
                + section("Items collected", items(catalogue.metrics().filter(item -> !item.isPrototype())))
                + section("Triggers", triggers(catalogue.metrics().filter(item -> !item.isPrototype())))
                + catalogue.groups().stream()
                        .filter(group -> group.discovery().isPresent())
                        .map(this::prototypes)
                        .collect(joining());
    }

    private static String section(String title, String text) {
        return "\n## " + title + "\n\n" + text;
    }

    private String setup(String file) {
        return """
                1. Import [%1$s](%1$s): Data collection (Configuration before 6.4), Templates, Import.
                2. Link the template to a host. %2$s
                3. Install Meldkamer beside the system that is monitored, name the host in its `meldkamer.yaml`%3$s, and run `meldkamer check`.
                4. Change macros on the host where the limits do not fit.
                """.formatted(file, interfaces(), senders());
    }

    private String interfaces() {
        return switch (catalogue.template().via()) {
            case TRAPPER -> "The host needs no interface: all values are pushed to it.";
            case AGENT ->
                "Give the host an agent interface: the address of the agent that has the module `meldkamer.so`"
                        + " (docs/module.md).";
            case AGENT2 ->
                "Give the host an agent interface: the address of the agent 2 that has the plugin `meldkamer-agent2`"
                        + " (docs/module.md).";
            case JMX ->
                "Give the host a JMX interface: the address and port of `jmx` in `meldkamer.yaml`"
                        + " (docs/administrators.md).";
        };
    }

    private String senders() {
        return switch (catalogue.template().via()) {
            case TRAPPER -> "";
            case AGENT, AGENT2 -> " with `server: none`";
            case JMX -> " with `jmx` or `java-gateway`";
        };
    }

    private String macros() {
        return table(
                List.of("Name", "Description", "Default"),
                catalogue.macros().stream()
                        .map(macro -> List.of(code(macro.macro()), macro.description(), code(macro.value()))));
    }

    private String discoveryRules() {
        return table(
                List.of("Name", "Description", "Type", "Key and additional info"),
                catalogue.groups().stream().flatMap(this::discoveryRule));
    }

    private Stream<List<String>> discoveryRule(Group group) {
        return group.discovery().stream()
                .map(rule -> List.of(
                        rule.name(),
                        group.description(),
                        catalogue.template().via().label(),
                        code(rule.key()) + "<br>"
                                + String.join(", ", rule.macros().keySet())));
    }

    private String prototypes(Group group) {
        String rule = group.discovery().map(Discovery::name).orElse("");
        String triggers = triggers(catalogue.prototypes(group));
        return section("Item prototypes of " + rule, items(catalogue.prototypes(group)))
                + (triggers.isEmpty() ? "" : section("Trigger prototypes of " + rule, triggers));
    }

    private String items(Stream<? extends Metric> items) {
        return table(
                List.of("Name", "Description", "Type", "Key and additional info"),
                items.map(item -> List.of(item.name(), item.description(), type(item), code(item.key()) + info(item))));
    }

    private String type(Metric item) {
        return item instanceof CalculatedItem
                ? "Calculated"
                : catalogue.template().via().label();
    }

    private static String info(Metric item) {
        List<String> info = new ArrayList<>();
        info.add(item.type().name().toLowerCase(Locale.ROOT));
        if (!item.units().isEmpty()) info.add(item.units());
        item.valueMap().ifPresent(map -> info.add("value map " + map));
        if (item instanceof CalculatedItem calculated) info.add("formula " + code(calculated.formula()));
        return "<br>" + String.join(", ", info);
    }

    private static String triggers(Stream<? extends Metric> items) {
        return table(
                List.of("Name", "Description", "Expression", "Severity", "Dependencies and additional info"),
                items.flatMap(item -> item.triggers().stream()).map(TemplateReadme::trigger));
    }

    private static List<String> trigger(Trigger trigger) {
        return List.of(
                trigger.name(),
                trigger.description(),
                code(trigger.problem()) + recovery(trigger.recovery()),
                severity(trigger.severity()),
                dependencies(trigger));
    }

    private static String recovery(Optional<String> recovery) {
        return recovery.map(expression -> "<br>ends: " + code(expression)).orElse("");
    }

    private static String severity(Severity severity) {
        String words = severity.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String dependencies(Trigger trigger) {
        List<String> info = new ArrayList<>();
        if (trigger.manualClose()) info.add("Manual close: Yes");
        if (!trigger.dependsOn().isEmpty()) info.add("Depends on: " + String.join(", ", trigger.dependsOn()));
        return String.join("<br>", info);
    }

    /** Nothing when there are no rows. */
    private static String table(List<String> head, Stream<List<String>> rows) {
        String body = rows.map(TemplateReadme::row).collect(joining());
        return body.isEmpty() ? "" : row(head) + "|---".repeat(head.size()) + "|\n" + body;
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.strip().replace("|", "\\|").replaceAll("\\s*\\n\\s*", "<br>"))
                .collect(joining("|", "|", "|\n"));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}

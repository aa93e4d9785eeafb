package nl.meldkamer.templates;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Locale;

/** A catalogue as a page for people, in Markdown: every group, key, trigger and macro. The same catalogue, the same page. */
public final class KeyReference {

    private KeyReference() {}

    public static String of(Catalogue catalogue) {
        return "# Keys of the template " + catalogue.template().name() + "\n\n"
                + "Made from the catalogue; do not edit.\n\n"
                + catalogue.template().overview() + "\n"
                + catalogue.groups().stream().map(KeyReference::group).collect(joining())
                + calculated(catalogue)
                + macros(catalogue)
                + valueMaps(catalogue);
    }

    private static String group(Group group) {
        return "\n## " + group.name() + "\n\n"
                + oneLine(group.description()) + "\n\n"
                + "Source `" + group.source() + "`, every " + written(group.every()) + "."
                + group.discovery().map(KeyReference::discovery).orElse("") + "\n\n"
                + "| key | type | meaning | triggers |\n|---|---|---|---|\n"
                + group.items().stream().map(KeyReference::item).collect(joining());
    }

    private static String calculated(Catalogue catalogue) {
        if (catalogue.calculated().isEmpty()) return "";
        return "\n## Calculated by Zabbix\n\n"
                + "| key | type | meaning | triggers |\n|---|---|---|---|\n"
                + catalogue.calculated().stream().map(KeyReference::item).collect(joining());
    }

    private static String discovery(Discovery discovery) {
        return " Discovery rule `" + discovery.key() + "` with "
                + String.join(", ", discovery.macros().keySet()) + ".";
    }

    private static String item(Metric item) {
        return "| `" + item.key() + "` | " + type(item) + " | " + meaning(item) + " | "
                + item.triggers().stream().map(KeyReference::trigger).collect(joining("<br>")) + " |\n";
    }

    private static String type(Metric item) {
        String name = item.type().name().toLowerCase(Locale.ROOT);
        return item.units().isEmpty() ? name : name + ", " + item.units();
    }

    private static String meaning(Metric item) {
        String description = item.description().isBlank() ? "" : ": " + oneLine(item.description());
        return cell(item.name() + description);
    }

    private static String trigger(Trigger trigger) {
        return cell(trigger.severity().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + trigger.name() + " (`"
                + trigger.problem() + "`)");
    }

    private static String macros(Catalogue catalogue) {
        return "\n## Macros\n\n| macro | default | meaning |\n|---|---|---|\n"
                + catalogue.macros().stream()
                        .map(macro -> "| `" + macro.macro() + "` | `" + macro.value() + "` | "
                                + cell(macro.description()) + " |\n")
                        .collect(joining());
    }

    private static String valueMaps(Catalogue catalogue) {
        if (catalogue.valueMaps().isEmpty()) return "";
        return "\n## Value maps\n\n| map | values |\n|---|---|\n"
                + catalogue.valueMaps().stream().map(KeyReference::valueMap).collect(joining());
    }

    private static String valueMap(ValueMap map) {
        String values = map.mappings().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
        return "| " + map.name() + " | " + cell(values) + " |\n";
    }

    private static String cell(String text) {
        return oneLine(text).replace("|", "\\|");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String written(Duration duration) {
        if (duration.toSecondsPart() != 0) return duration.toSeconds() + "s";
        if (duration.toMinutesPart() != 0) return duration.toMinutes() + "m";
        return duration.toHours() + "h";
    }
}

package nl.meldkamer.templates;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the template of a catalogue as Zabbix imports it (Zabbix documentation, "Configuration export/import"). All
 * items and discovery rules are of the type that its {@link Via} says, save the calculated items. The same catalogue always gives the same bytes. What Zabbix takes by
 * default is left out and lists stand in the order of its own exports, so that its comparison of an import with what is
 * there shows true differences only.
 */
public final class TemplateXml {

    /** How long an entity that is gone is kept; what 6.0 does where nothing is said. */
    private static final String LIFETIME = "30d";

    /** Entities that are the same are taken again after so long; as often as the daemon would push them. */
    private static final String TOLD_AGAIN = "1h";

    private static final String USUAL_TYPE = "ZABBIX_PASSIVE";

    private final Catalogue catalogue;
    private final ExportFormat format;
    private final String template;
    private final Via via;
    private final Map<String, Duration> everyByKey = new HashMap<>();
    private final TriggerXml triggers;
    private final DashboardXml dashboards;

    private TemplateXml(Catalogue catalogue, ExportFormat format) {
        this.catalogue = catalogue;
        this.format = format;
        this.template = catalogue.template().name();
        this.via = catalogue.template().via();
        for (Group group : catalogue.groups())
            for (Item item : group.items()) everyByKey.put(item.key(), group.every());
        this.triggers = new TriggerXml(catalogue);
        this.dashboards = new DashboardXml(catalogue, format);
    }

    /** The document, for a catalogue that {@link CatalogueLoader} found to be without fault. */
    public static String write(Catalogue catalogue, ExportFormat format) {
        return new TemplateXml(catalogue, format).document();
    }

    private String document() {
        String group = catalogue.template().group();
        XmlElement groups = XmlElement.named(format.groupsElement())
                .add(XmlElement.named(format.groupElement())
                        .text("uuid", Uuids.ofGroup(group))
                        .text("name", group));
        return XmlElement.named("zabbix_export")
                .text("version", format.version())
                .add(groups)
                .list("templates", Stream.of(template()))
                .list("triggers", triggers.overSeveralItems())
                .list("graphs", dashboards.graphs())
                .document();
    }

    private XmlElement template() {
        Template declared = catalogue.template();
        return XmlElement.named("template")
                .text("uuid", Uuids.of(template, "template", template))
                .text("template", template)
                .text("name", template)
                .text("description", declared.overview())
                .list("groups", Stream.of(XmlElement.named("group").text("name", declared.group())))
                .list("items", items())
                .list("discovery_rules", catalogue.groups().stream().flatMap(this::discoveryRule))
                .list("tags", tags(declared.tags()))
                .list("macros", macros())
                .list("dashboards", dashboards.dashboards())
                .list("valuemaps", catalogue.valueMaps().stream().map(this::valueMap));
    }

    private Stream<XmlElement> items() {
        return catalogue
                .metrics()
                .filter(item -> !item.isPrototype())
                .map(item -> item("item", item).list("triggers", triggers.ofItem(item)));
    }

    private Stream<XmlElement> discoveryRule(Group group) {
        return group.discovery().stream().map(discovery -> discoveryRule(group, discovery));
    }

    private XmlElement discoveryRule(Group group, Discovery discovery) {
        XmlElement xml = XmlElement.named("discovery_rule")
                .text("uuid", Uuids.of(template, "discovery rule", discovery.key()))
                .text("name", discovery.name())
                .unless(USUAL_TYPE, "type", via.itemType())
                .text("key", discovery.key())
                .unless("1m", "delay", via.isPulled() ? written(group.every()) : "0");
        if (via == Via.JMX) login(xml);
        if (format == ExportFormat.ZABBIX_7_0)
            xml.text("lifetime", LIFETIME).text("enabled_lifetime_type", "DISABLE_NEVER");
        xml.optional("description", group.description())
                .list("item_prototypes", catalogue.prototypes(group).map(this::prototype))
                .list("trigger_prototypes", triggers.overSeveralItems(group))
                .list("graph_prototypes", dashboards.graphPrototypes(group));
        return via.isPulled() ? xml.list("preprocessing", Stream.of(onlyWhatIsNew())) : xml;
    }

    /** Without it Zabbix would go through all entities at every interval. */
    private static XmlElement onlyWhatIsNew() {
        return XmlElement.named("step")
                .text("type", "DISCARD_UNCHANGED_HEARTBEAT")
                .list("parameters", Stream.of(XmlElement.textOnly("parameter", TOLD_AGAIN)));
    }

    private XmlElement prototype(Metric item) {
        return item("item_prototype", item).list("trigger_prototypes", triggers.ofItem(item));
    }

    private XmlElement item(String element, Metric item) {
        XmlElement xml = XmlElement.named(element)
                .text("uuid", Uuids.of(template, "item", item.key()))
                .text("name", item.name())
                .unless(USUAL_TYPE, "type", item instanceof CalculatedItem ? "CALCULATED" : via.itemType())
                .text("key", item.key())
                .unless("1m", "delay", delay(item))
                .unless(format.usualHistory(), "history", written(item.history()))
                .unless("365d", "trends", written(item.trends()))
                .unless("UNSIGNED", "value_type", item.type().name())
                .optional("units", item.units());
        if (via == Via.JMX && item instanceof Item) login(xml);
        if (item instanceof CalculatedItem calculated) xml.text("params", calculated.formula());
        xml.optional("description", item.description());
        Optional<String> map = item.valueMap();
        map.ifPresent(name -> xml.add(XmlElement.named("valuemap").text("name", name)));
        if (item instanceof CalculatedItem calculated && calculated.needsHistory())
            xml.list("preprocessing", Stream.of(noValueForAnError()));
        return xml.list("tags", tags(item.tags()));
    }

    private static void login(XmlElement xml) {
        xml.text("username", JmxKey.USER).text("password", JmxKey.PASSWORD).text("jmx_endpoint", JmxKey.ENDPOINT);
    }

    private String delay(Metric item) {
        if (item instanceof CalculatedItem calculated) return written(calculated.every());
        return via.isPulled() ? written(everyByKey.getOrDefault(item.key(), Duration.ZERO)) : "0";
    }

    /** By default the value is discarded; 7.0 wants to know of which error, and -1 is any. */
    private XmlElement noValueForAnError() {
        String parameter = format == ExportFormat.ZABBIX_7_0 ? "-1" : "";
        return XmlElement.named("step")
                .text("type", "CHECK_NOT_SUPPORTED")
                .list("parameters", Stream.of(XmlElement.textOnly("parameter", parameter)));
    }

    private XmlElement valueMap(ValueMap map) {
        return XmlElement.named("valuemap")
                .text("uuid", Uuids.of(template, "value map", map.name()))
                .text("name", map.name())
                .list("mappings", map.mappings().entrySet().stream().map(TemplateXml::mapping));
    }

    private static XmlElement mapping(Map.Entry<String, String> mapping) {
        return XmlElement.named("mapping").text("value", mapping.getKey()).text("newvalue", mapping.getValue());
    }

    private Stream<XmlElement> macros() {
        return catalogue.macros().stream()
                .sorted(Comparator.comparing(TemplateXml::inner, NaturalOrder.INSTANCE))
                .map(TemplateXml::macro);
    }

    private static String inner(Macro macro) {
        return macro.macro().substring(2, macro.macro().length() - 1);
    }

    private static XmlElement macro(Macro macro) {
        return XmlElement.named("macro")
                .text("macro", macro.macro())
                .optional("value", macro.value())
                .optional("description", macro.description());
    }

    static Stream<XmlElement> tags(List<Tag> tags) {
        return tags.stream()
                .sorted(Comparator.comparing(Tag::name, NaturalOrder.INSTANCE)
                        .thenComparing(Tag::value, NaturalOrder.INSTANCE))
                .map(tag -> XmlElement.named("tag").text("tag", tag.name()).optional("value", tag.value()));
    }

    /** The largest unit that gives a whole number, as people write it. */
    private static String written(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) return "0";
        if (seconds % 86_400 == 0) return seconds / 86_400 + "d";
        if (seconds % 3_600 == 0) return seconds / 3_600 + "h";
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}

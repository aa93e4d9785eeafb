package nl.meldkamer.templates;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes triggers and trigger prototypes. A trigger that reads only the item it was declared at stands in that item, as
 * in Zabbix's own exports; the others stand beside the template, or in the discovery rule.
 */
final class TriggerXml {

    private record Owned(Trigger trigger, Metric item) {

        boolean readsOnlyItsItem() {
            Set<String> keys = new LinkedHashSet<>(parsed(trigger.problem()).keys());
            trigger.recovery()
                    .ifPresent(recovery -> keys.addAll(parsed(recovery).keys()));
            return keys.equals(Set.of(item.key()));
        }

        TriggerExpression parsed(String expression) {
            return TriggerExpression.parse(expression, item.key());
        }
    }

    private final Catalogue catalogue;
    private final String template;
    private final Map<String, Owned> byName = new LinkedHashMap<>();

    TriggerXml(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.template = catalogue.template().name();
        catalogue
                .metrics()
                .flatMap(TriggerXml::owned)
                .forEach(owned -> byName.put(owned.trigger().name(), owned));
    }

    Stream<XmlElement> ofItem(Metric item) {
        String element = item.isPrototype() ? "trigger_prototype" : "trigger";
        return owned(item).filter(Owned::readsOnlyItsItem).map(each -> trigger(element, each));
    }

    Stream<XmlElement> overSeveralItems() {
        return catalogue
                .metrics()
                .filter(item -> !item.isPrototype())
                .flatMap(item -> overSeveralItems(item, "trigger"));
    }

    Stream<XmlElement> overSeveralItems(Group group) {
        return catalogue.prototypes(group).flatMap(item -> overSeveralItems(item, "trigger_prototype"));
    }

    private Stream<XmlElement> overSeveralItems(Metric item, String element) {
        return owned(item).filter(each -> !each.readsOnlyItsItem()).map(each -> trigger(element, each));
    }

    private static Stream<Owned> owned(Metric item) {
        return item.triggers().stream()
                .sorted(Comparator.comparing(Trigger::name, NaturalOrder.INSTANCE))
                .map(trigger -> new Owned(trigger, item));
    }

    private XmlElement trigger(String element, Owned owned) {
        Trigger trigger = owned.trigger();
        XmlElement xml = XmlElement.named(element).text("uuid", Uuids.of(template, "trigger", trigger.name()));
        xml.text("expression", expanded(owned, trigger.problem()));
        trigger.recovery()
                .ifPresent(recovery -> xml.text("recovery_mode", "RECOVERY_EXPRESSION")
                        .text("recovery_expression", expanded(owned, recovery)));
        return xml.text("name", trigger.name())
                .optional("event_name", trigger.eventName())
                .optional("opdata", trigger.operationalData())
                .unless("NOT_CLASSIFIED", "priority", trigger.severity().name())
                .optional("description", trigger.description())
                .unless("NO", "manual_close", trigger.manualClose() ? "YES" : "NO")
                .list("dependencies", dependencies(trigger))
                .list("tags", TemplateXml.tags(trigger.tags()));
    }

    private Stream<XmlElement> dependencies(Trigger trigger) {
        return trigger.dependsOn().stream().sorted(NaturalOrder.INSTANCE).map(this::dependency);
    }

    /** Zabbix finds the other trigger by name and expressions, not by uuid. */
    private XmlElement dependency(String name) {
        Owned other = Objects.requireNonNull(byName.get(name), "the loader has checked that it exists");
        XmlElement xml = XmlElement.named("dependency")
                .text("name", name)
                .text("expression", expanded(other, other.trigger().problem()));
        other.trigger().recovery().ifPresent(recovery -> xml.text("recovery_expression", expanded(other, recovery)));
        return xml;
    }

    private String expanded(Owned owned, String expression) {
        return owned.parsed(expression).expanded(template);
    }
}

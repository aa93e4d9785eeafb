package nl.meldkamer.templates;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.templates.Dashboard.Widget;

/**
 * Makes, of a catalogue as it is declared, the one whose keys are questions: those by which Zabbix asks for the values
 * instead of being sent them. All that refers to a key follows; all else stays as it is.
 */
final class PulledCatalogue {

    private final Catalogue declared;
    private final Via via;
    private final Map<String, String> questions = new HashMap<>();
    private final Set<String> calculatedNames;

    private PulledCatalogue(Catalogue declared, Via via) {
        this.declared = declared;
        this.via = via;
        for (Group group : declared.groups())
            for (Item item : group.items()) questions.put(item.key(), question(group, item));
        calculatedNames = declared.calculated().stream()
                .map(item -> ItemKey.name(item.key()))
                .collect(toSet());
    }

    /** Throws {@link IllegalArgumentException} for a key that can't be asked for. */
    static Catalogue of(Catalogue declared, Via via) {
        return new PulledCatalogue(declared, via).made();
    }

    private Catalogue made() {
        return new Catalogue(
                declared.template().by(via),
                declared.groups().stream().map(this::group).toList(),
                declared.calculated().stream().map(this::calculated).toList(),
                declared.macros(),
                declared.valueMaps(),
                declared.dashboards().stream().map(this::dashboard).toList(),
                declared.services(),
                declared.slas());
    }

    private static String question(Group group, Item item) {
        return group.collect() instanceof Collect.Jmx jmx ? JmxKey.get(jmx.bean(), item) : ModuleKey.get(item.key());
    }

    /** A key with a {@code *} stands for items that all have its name; those that Zabbix calculates keep theirs. */
    private String key(String key) {
        String question = questions.get(key);
        if (question != null) return question;
        return calculatedNames.contains(ItemKey.name(key)) ? key : ModuleKey.get(key);
    }

    private List<String> keys(List<String> keys) {
        return keys.stream().map(this::key).toList();
    }

    private Group group(Group group) {
        return new Group(
                group.name(),
                group.source(),
                group.every(),
                group.collect(),
                group.discovery().map(rule -> discovery(group, rule)),
                group.items().stream().map(this::item).toList(),
                group.description(),
                group.optional());
    }

    private static Discovery discovery(Group group, Discovery rule) {
        String question = group.collect() instanceof Collect.Jmx jmx
                ? JmxKey.discovery(jmx.bean())
                : ModuleKey.discovery(rule.key());
        return new Discovery(question, rule.name(), rule.macros(), rule.known());
    }

    private Item item(Item item) {
        return new Item(
                key(item.key()),
                item.name(),
                item.value(),
                item.where(),
                item.whereNot(),
                item.type(),
                item.units(),
                item.history(),
                item.trends(),
                item.valueMap(),
                item.description(),
                item.tags(),
                triggers(item));
    }

    private CalculatedItem calculated(CalculatedItem item) {
        return new CalculatedItem(
                item.key(),
                item.name(),
                TriggerExpression.parseFormula(item.formula()).renamed(this::key),
                item.group(),
                item.every(),
                item.needsHistory(),
                item.type(),
                item.units(),
                item.history(),
                item.trends(),
                item.valueMap(),
                item.description(),
                item.tags(),
                triggers(item));
    }

    private List<Trigger> triggers(Metric item) {
        return item.triggers().stream()
                .map(trigger -> trigger(trigger, item.key()))
                .toList();
    }

    private Trigger trigger(Trigger trigger, String ownKey) {
        Optional<String> recovery = trigger.recovery().map(expression -> expression(expression, ownKey));
        return new Trigger(
                trigger.name(),
                trigger.severity(),
                expression(trigger.problem(), ownKey),
                recovery,
                trigger.eventName(),
                trigger.operationalData(),
                trigger.description(),
                trigger.dependsOn(),
                trigger.tags(),
                trigger.manualClose());
    }

    private String expression(String expression, String ownKey) {
        return TriggerExpression.parse(expression, ownKey).renamed(this::key);
    }

    private Dashboard dashboard(Dashboard dashboard) {
        return new Dashboard(
                dashboard.name(), dashboard.pages().stream().map(this::page).toList());
    }

    private Dashboard.Page page(Dashboard.Page page) {
        return new Dashboard.Page(
                page.name(), page.widgets().stream().map(this::widget).toList());
    }

    private Widget widget(Widget widget) {
        if (widget instanceof Widget.ItemValue value)
            return new Widget.ItemValue(value.name(), value.area(), key(value.itemKey()));
        if (widget instanceof Widget.Graph graph)
            return new Widget.Graph(graph.name(), graph.area(), keys(graph.itemKeys()), graph.stacked());
        if (widget instanceof Widget.GraphPrototype graph)
            return new Widget.GraphPrototype(
                    graph.name(), graph.area(), keys(graph.prototypeKeys()), graph.columns(), graph.rows());
        if (widget instanceof Widget.Problems problems)
            return new Widget.Problems(problems.name(), problems.area(), keys(problems.otherwise()), problems.lines());
        Widget.PlainText text = (Widget.PlainText) widget;
        return new Widget.PlainText(text.name(), text.area(), keys(text.itemKeys()), text.lines());
    }
}

package nl.meldkamer.templates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Draft.GroupPart;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.Draft.TriggerPart;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads a group with all that hangs on it into a draft. */
final class GroupReader {

    private static final List<String> COLLECT_KINDS = List.of("sql", "rq", "host", "collector");
    private static final List<String> ENGINES = List.of("mariadb", "postgresql");
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final Duration TRENDS = Duration.ofDays(5 * 365);
    private static final Expression NOTHING = Expression.parse("0");

    private final Draft draft;

    GroupReader(Draft draft) {
        this.draft = draft;
    }

    void read(YamlMapping at) {
        List<Tag> tags = tags(at);
        List<YamlMapping> places = at.mappings("items");
        List<Item> items = places.stream().map(each -> item(each, tags)).toList();
        Group group = new Group(
                at.text("group"),
                at.text("source"),
                required(at, "every"),
                collect(at),
                at.has("discovery") ? Optional.of(discovery(at.mapping("discovery"))) : Optional.empty(),
                items,
                at.text("description"));
        at.done();
        draft.groups.add(new GroupPart(group, at));
        for (int i = 0; i < items.size(); i++) add(new ItemPart(items.get(i), group, places.get(i)));
    }

    private void add(ItemPart part) {
        draft.items.add(part);
        List<YamlMapping> triggers = part.at().mappings("triggers");
        for (int i = 0; i < triggers.size(); i++)
            draft.triggers.add(new TriggerPart(part.item().triggers().get(i), part, triggers.get(i)));
    }

    private static Collect collect(YamlMapping group) {
        YamlMapping at = group.mapping("collect");
        List<String> present = COLLECT_KINDS.stream().filter(at::has).toList();
        if (present.size() != 1) at.problem("is one of the keys " + String.join(", ", COLLECT_KINDS));
        Collect collect = collect(at, present.isEmpty() ? "" : present.get(0));
        at.done();
        return collect;
    }

    private static Collect collect(YamlMapping at, String kind) {
        return switch (kind) {
            case "sql" -> sql(at);
            case "host" ->
                new Collect.Host(at.oneOf("host", Collect.Host.Part.class).orElse(Collect.Host.Part.CPU));
            case "collector" ->
                new Collect.Collector(
                        at.oneOf("collector", Collect.Collector.Topic.class).orElse(Collect.Collector.Topic.HEARTBEAT));
            default -> rq(at);
        };
    }

    private static Collect rq(YamlMapping at) {
        String what = at.text("rq", "queues");
        if (!what.equals("queues"))
            at.problem("rq", "'" + what + "' is not known" + Suggestion.hint(what, List.of("queues")));
        return new Collect.Rq();
    }

    private static Collect sql(YamlMapping at) {
        if (at.isScalar("sql")) return new Collect.Sql(Map.of("", at.text("sql")));
        YamlMapping engines = at.mapping("sql");
        Map<String, String> texts = new LinkedHashMap<>();
        for (String engine : ENGINES) texts.put(engine, engines.text(engine));
        engines.done();
        return new Collect.Sql(texts);
    }

    private static Discovery discovery(YamlMapping at) {
        YamlMapping known = at.mapping("known");
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String column : known.keys()) options.put(column, List.copyOf(known.texts(column)));
        Discovery discovery = new Discovery(at.text("key"), at.text("name"), at.textMap("macros"), options);
        at.done();
        known.done();
        return discovery;
    }

    private static Item item(YamlMapping at, List<Tag> groupTags) {
        ValueType type = at.oneOf("type", ValueType.class).orElseGet(() -> missingType(at));
        Duration trends = at.duration("trends").orElse(type.isNumeric() ? TRENDS : Duration.ZERO);
        List<Tag> tags = new ArrayList<>(groupTags);
        tags.addAll(tags(at));
        Item item = new Item(
                at.text("key"),
                at.text("name"),
                expression(at),
                at.textMap("where"),
                type,
                at.text("units", ""),
                at.duration("history").orElse(HISTORY),
                trends,
                at.optionalText("value-map"),
                at.text("description", ""),
                tags,
                at.mappings("triggers").stream().map(GroupReader::trigger).toList());
        at.done();
        return item;
    }

    private static ValueType missingType(YamlMapping at) {
        if (!at.has("type")) at.problem("key 'type' is missing");
        return ValueType.UNSIGNED;
    }

    private static Expression expression(YamlMapping at) {
        String text = at.text("value");
        if (text.isEmpty()) return NOTHING;
        try {
            return Expression.parse(text);
        } catch (IllegalArgumentException e) {
            at.problem("value", String.valueOf(e.getMessage()));
            return NOTHING;
        }
    }

    private static Trigger trigger(YamlMapping at) {
        String name = at.text("name");
        Trigger trigger = new Trigger(
                name,
                at.oneOf("severity", Severity.class).orElseGet(() -> missingSeverity(at)),
                at.text("problem"),
                at.optionalText("recovery"),
                at.text("event-name", name),
                at.text("operational-data", ""),
                at.text("description", ""),
                at.texts("depends"),
                tags(at),
                at.bool("manual-close", false));
        at.done();
        return trigger;
    }

    private static Severity missingSeverity(YamlMapping at) {
        if (!at.has("severity")) at.problem("key 'severity' is missing");
        return Severity.NOT_CLASSIFIED;
    }

    private static Duration required(YamlMapping at, String key) {
        if (!at.has(key)) at.problem("key '" + key + "' is missing");
        return at.duration(key).orElse(Duration.ofMinutes(1));
    }

    static List<Tag> tags(YamlMapping at) {
        return tags(at, "tags");
    }

    static List<Tag> tags(YamlMapping at, String key) {
        return at.textMap(key).entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }
}

package nl.meldkamer.templates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Draft.GroupPart;
import nl.meldkamer.templates.Draft.ItemPart;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads a group with all that hangs on it into a draft. */
final class GroupReader {

    static final Duration HISTORY = Duration.ofDays(30);
    static final Duration TRENDS = Duration.ofDays(5 * 365);
    private static final Expression NOTHING = Expression.parse("0");

    private final Draft draft;

    GroupReader(Draft draft) {
        this.draft = draft;
    }

    void read(YamlMapping at) {
        List<Tag> tags = tags(at);
        List<YamlMapping> places = at.mappings("items");
        Optional<Discovery> discovery =
                at.has("discovery") ? Optional.of(discovery(at.mapping("discovery"))) : Optional.empty();
        List<Item> items =
                places.stream().map(each -> item(each, tags, discovery)).toList();
        Group group = new Group(
                at.text("group"),
                at.text("source"),
                required(at, "every"),
                CollectReader.read(at.mapping("collect")),
                discovery,
                items,
                at.text("description"),
                at.bool("optional", false));
        at.done();
        draft.groups.add(new GroupPart(group, at));
        for (int i = 0; i < items.size(); i++) draft.add(new ItemPart(items.get(i), Optional.of(group), places.get(i)));
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

    private static Item item(YamlMapping at, List<Tag> groupTags, Optional<Discovery> discovery) {
        ValueType type = at.oneOf("type", ValueType.class).orElseGet(() -> missingType(at));
        Duration trends = at.duration("trends").orElse(type.isNumeric() ? TRENDS : Duration.ZERO);
        List<Tag> tags = new ArrayList<>(groupTags);
        tags.addAll(tags(at));
        Item item = new Item(
                at.text("key"),
                at.text("name"),
                expression(at),
                at.textMap("where"),
                notKnown(at, discovery),
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

    /** {@code not-known: column} leaves out the rows with an option that the discovery knows. */
    private static Map<String, List<String>> notKnown(YamlMapping at, Optional<Discovery> discovery) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (String column : at.texts("not-known")) {
            List<String> options = discovery
                    .map(found -> found.known().getOrDefault(column, List.of()))
                    .orElse(List.of());
            if (options.isEmpty())
                at.problem("not-known", "the discovery lists no options of '" + column + "'; list them under 'known'");
            known.put(column, options);
        }
        return known;
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

    static Trigger trigger(YamlMapping at) {
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

    static Duration required(YamlMapping at, String key) {
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

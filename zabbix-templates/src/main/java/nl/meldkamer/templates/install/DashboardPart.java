package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.meldkamer.templates.Dashboard.Area;
import nl.meldkamer.templates.install.Widgets.Field;
import nl.meldkamer.templates.install.Widgets.Widget;

/** The dashboard of the site, which everyone may see who may see its host. */
record DashboardPart(Lookup lookup, String host, List<Card> cards) implements Part {

    private static final String PAGES = "pages";

    private String name() {
        return "Meldkamer: " + host;
    }

    @Override
    public String id() {
        return "dashboard '" + name() + "'";
    }

    @Override
    public Map<String, String> wanted() {
        return properties(widgets(), 1, "everyone");
    }

    private List<Widget> widgets() {
        return new Widgets(lookup.api().version(), host).of(cards);
    }

    private static Map<String, String> properties(List<Widget> widgets, int pages, String seenBy) {
        Map<String, String> all = new TreeMap<>(Map.of(PAGES, String.valueOf(pages), "seen by", seenBy));
        widgets.stream()
                .map(Widgets::described)
                .forEach(widget -> all.merge(widget.getKey(), widget.getValue(), (one, other) -> one + "; " + other));
        return all;
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return dashboard().map(found -> {
            Map<String, String> keys = itemKeys();
            List<Widget> widgets = Lookup.stream(found.path("pages"))
                    .flatMap(page -> Lookup.stream(page.path("widgets")))
                    .map(widget -> widget(widget, keys))
                    .toList();
            return properties(
                    widgets, found.path("pages").size(), found.path("private").asInt() == 0 ? "everyone" : "its owner");
        });
    }

    private Widget widget(JsonNode json, Map<String, String> keys) {
        Area area = new Area(
                json.path("x").asInt(),
                json.path("y").asInt(),
                json.path("width").asInt(),
                json.path("height").asInt());
        List<Field> fields = Lookup.stream(json.path("fields"))
                .map(field -> field(field, keys))
                .toList();
        return new Widget(json.path("type").asText(), json.path("name").asText(), area, fields);
    }

    private Field field(JsonNode json, Map<String, String> keys) {
        int type = json.path("type").asInt();
        String value = json.path("value").asText();
        String named = switch (type) {
            case Field.ITEM -> keys.getOrDefault(value, "another item, " + value);
            case Field.HOST ->
                lookup.hostId(host).filter(value::equals).map(id -> host).orElse("another host, " + value);
            default -> value;
        };
        return new Field(type, json.path("name").asText(), named);
    }

    /** By id, the keys of the host's items. */
    private Map<String, String> itemKeys() {
        return items().collect(Collectors.toMap(
                item -> item.path("itemid").asText(), item -> item.path("key_").asText(), (one, other) -> one));
    }

    private Stream<JsonNode> items() {
        return lookup.hostId(host).stream()
                .flatMap(id -> lookup.all("item", Map.of("hostids", id, "output", List.of("itemid", "key_"))));
    }

    private Optional<JsonNode> dashboard() {
        return lookup.find("dashboard", "name", name(), Map.of("output", "extend", "selectPages", "extend"));
    }

    /** It is equal in every widget. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("name", name(), "private", 0));
        parameters.put(PAGES, pages());
        lookup.api().call("dashboard.create", parameters);
    }

    @Override
    public void change() {
        lookup.api()
                .call(
                        "dashboard.update",
                        Map.of("dashboardid", Lookup.demanded(dashboardId(), id()), "private", 0, PAGES, pages()));
    }

    private List<Map<String, ?>> pages() {
        String hostId = Lookup.demanded(lookup.hostId(host), HostPart.id(host));
        Map<String, String> itemIds = items().collect(Collectors.toMap(
                item -> item.path("key_").asText(), item -> item.path("itemid").asText(), (one, other) -> one));
        Function<Field, String> value = field -> switch (field.type()) {
            case Field.HOST -> hostId;
            case Field.ITEM ->
                Lookup.demanded(Optional.ofNullable(itemIds.get(field.value())), "item " + field.value());
            default -> field.value();
        };
        List<Map<String, ?>> widgets = widgets().stream()
                .<Map<String, ?>>map(widget -> json(widget, value))
                .toList();
        return List.of(Map.of("widgets", widgets));
    }

    private static Map<String, ?> json(Widget widget, Function<Field, String> value) {
        List<Map<String, ?>> fields = widget.fields().stream()
                .<Map<String, ?>>map(
                        field -> Map.of("type", field.type(), "name", field.name(), "value", value.apply(field)))
                .toList();
        return Map.of(
                "type", widget.type(),
                "name", widget.name(),
                "x", widget.area().x(),
                "y", widget.area().y(),
                "width", widget.area().width(),
                "height", widget.area().height(),
                "fields", fields);
    }

    @Override
    public void remove() {
        dashboardId().ifPresent(id -> lookup.api().call("dashboard.delete", List.of(id)));
    }

    private Optional<String> dashboardId() {
        return dashboard().map(found -> found.path("dashboardid").asText());
    }
}

package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.templates.yaml.YamlMapping;

/** A catalogue as it was read, not yet checked as a whole; each part knows where it stands. Not thread-safe. */
final class Draft {

    /** A part that stands by itself. */
    record Part<T>(T value, YamlMapping at) {}

    record GroupPart(Group group, YamlMapping at) {

        YamlMapping discoveryAt() {
            return at.mapping("discovery");
        }
    }

    /** An item; {@code group} is absent for a calculated one that exists once, or whose group does. */
    record ItemPart(Metric item, Optional<Group> group, YamlMapping at) {

        Optional<Discovery> discovery() {
            return group.flatMap(Group::discovery);
        }
    }

    record TriggerPart(Trigger trigger, ItemPart owner, YamlMapping at) {

        Optional<Discovery> discovery() {
            return owner.item().isPrototype() ? owner.discovery() : Optional.empty();
        }
    }

    record WidgetPart(Dashboard.Widget widget, YamlMapping at) {}

    record PagePart(List<WidgetPart> widgets, YamlMapping at) {}

    final List<Part<Template>> templates = new ArrayList<>();
    final List<GroupPart> groups = new ArrayList<>();
    final List<ItemPart> items = new ArrayList<>();
    final List<TriggerPart> triggers = new ArrayList<>();
    final List<Part<CalculatedItem>> calculated = new ArrayList<>();
    final List<Part<Macro>> macros = new ArrayList<>();
    final List<Part<ValueMap>> valueMaps = new ArrayList<>();
    final List<Part<Dashboard>> dashboards = new ArrayList<>();
    final List<Service> topServices = new ArrayList<>();
    final List<Part<Service>> services = new ArrayList<>();
    final List<Part<Sla>> slas = new ArrayList<>();
    final List<PagePart> pages = new ArrayList<>();

    void add(ItemPart part) {
        items.add(part);
        List<YamlMapping> places = part.at().mappings("triggers");
        for (int i = 0; i < places.size(); i++)
            triggers.add(new TriggerPart(part.item().triggers().get(i), part, places.get(i)));
    }

    /** Once all files are read: a calculated item may stand before the group whose discovery it belongs to. */
    void placeCalculated() {
        for (Part<CalculatedItem> part : calculated)
            add(new ItemPart(part.value(), part.value().group().flatMap(this::group), part.at()));
    }

    private Optional<Group> group(String name) {
        return groups.stream()
                .map(GroupPart::group)
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    /** To be asked only when no problem was found. */
    Catalogue finished() {
        return new Catalogue(
                templates.get(0).value(),
                groups.stream().map(GroupPart::group).toList(),
                values(calculated),
                values(macros),
                values(valueMaps),
                values(dashboards),
                topServices,
                values(slas));
    }

    private static <T> List<T> values(List<Part<T>> parts) {
        return parts.stream().map(Part::value).toList();
    }
}

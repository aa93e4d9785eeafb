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

    record ItemPart(Item item, Group group, YamlMapping at) {}

    record TriggerPart(Trigger trigger, ItemPart owner, YamlMapping at) {

        Optional<Discovery> discovery() {
            return owner.item().isPrototype() ? owner.group().discovery() : Optional.empty();
        }
    }

    record WidgetPart(Dashboard.Widget widget, YamlMapping at) {}

    record PagePart(List<WidgetPart> widgets, YamlMapping at) {}

    final List<Part<Template>> templates = new ArrayList<>();
    final List<GroupPart> groups = new ArrayList<>();
    final List<ItemPart> items = new ArrayList<>();
    final List<TriggerPart> triggers = new ArrayList<>();
    final List<Part<Macro>> macros = new ArrayList<>();
    final List<Part<ValueMap>> valueMaps = new ArrayList<>();
    final List<Part<Dashboard>> dashboards = new ArrayList<>();
    final List<Service> topServices = new ArrayList<>();
    final List<Part<Service>> services = new ArrayList<>();
    final List<Part<Sla>> slas = new ArrayList<>();
    final List<PagePart> pages = new ArrayList<>();

    /** To be asked only when no problem was found. */
    Catalogue finished() {
        return new Catalogue(
                templates.get(0).value(),
                groups.stream().map(GroupPart::group).toList(),
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

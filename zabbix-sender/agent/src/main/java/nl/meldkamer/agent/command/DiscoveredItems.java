package nl.meldkamer.agent.command;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.meldkamer.agent.delivery.DeliverySettings;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Item;

/**
 * Tells whether discovery makes the item of a sample: of what is collected here by the catalogue, of what was handed over
 * by whether the key has parameters.
 *
 * @param host whose samples are collected here
 * @param plain keys of items that the template itself has
 * @param prototypes what stands before the parameters in the keys of item prototypes
 */
record DiscoveredItems(String host, Set<String> plain, Set<String> prototypes) implements Predicate<Sample> {

    static DiscoveredItems of(Site site) {
        return new DiscoveredItems(
                site.configuration().host(),
                site.groups().stream()
                        .flatMap(group -> group.plainItems().stream())
                        .map(Item::key)
                        .collect(Collectors.toSet()),
                site.groups().stream()
                        .flatMap(group -> group.prototypes().stream())
                        .map(item -> name(item.key()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public boolean test(Sample sample) {
        if (sample.host().equals(host)) {
            if (plain.contains(sample.key())) return false;
            if (prototypes.contains(name(sample.key()))) return true;
        }
        return DeliverySettings.DEFAULT.discovered().test(sample);
    }

    private static String name(String key) {
        int parameters = key.indexOf('[');
        return parameters < 0 ? key : key.substring(0, parameters);
    }
}

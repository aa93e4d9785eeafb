package nl.meldkamer.templates;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Objects;

/** What the widgets of a catalogue show, by key. */
record ShownMetrics(Map<String, Metric> byKey) {

    static ShownMetrics of(Catalogue catalogue) {
        return new ShownMetrics(catalogue.metrics().collect(toMap(Metric::key, metric -> metric)));
    }

    Metric metric(String key) {
        return Objects.requireNonNull(byKey.get(key), "the loader has checked that it exists");
    }
}

package nl.meldkamer.e2e.trigger;

import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that make a trigger fire, and values after them that let it recover. All series of either end at one moment.
 *
 * @param fires item key to its values
 * @param recovers the same; not each item that fired needs another value
 * @param lasts how long the values that fire must have come before it does, as it speaks of a time
 * @param macros of its host, where the catalogue's own would take too long
 * @param at the time of day, in the server's zone, that it must fire at
 * @param live it is about the present: its values are not those of a time that has passed
 */
record TriggerCase(
        Subject subject,
        Map<String, Series> fires,
        Map<String, Series> recovers,
        Duration lasts,
        Map<String, String> macros,
        Optional<LocalTime> at,
        boolean live) {

    TriggerCase {
        fires = Map.copyOf(fires);
        recovers = Map.copyOf(recovers);
        macros = Map.copyOf(macros);
    }

    static TriggerCase of(Subject subject, Map<String, Series> fires, Map<String, Series> recovers, Duration lasts) {
        return new TriggerCase(subject, fires, recovers, lasts, Map.of(), Optional.empty(), false);
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(fires.keySet());
        keys.addAll(recovers.keySet());
        return keys;
    }

    /** Its name once its entity is discovered. */
    String triggerName() {
        return Entity.in(subject.name());
    }
}

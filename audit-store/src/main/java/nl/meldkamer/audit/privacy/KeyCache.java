package nl.meldkamer.audit.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that were used last, so that an event costs no look-up. Holds so many and for so long: an erased key is forgotten
 * by every process within that time, and at once by the one that erased it. Thread-safe.
 */
final class KeyCache<K> {

    private record Entry(DataKey key, Instant until) {}

    private final InstantSource clock;
    private final Duration age;
    private final Map<K, Entry> entries;

    KeyCache(int size, Duration age, InstantSource clock) {
        this.clock = clock;
        this.age = age;
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Entry> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Optional<DataKey> get(K name) {
        Entry entry = entries.get(name);
        if (entry == null) return Optional.empty();
        if (clock.instant().isBefore(entry.until)) return Optional.of(entry.key);
        entries.remove(name);
        return Optional.empty();
    }

    synchronized void put(K name, DataKey key) {
        entries.put(name, new Entry(key, clock.instant().plus(age)));
    }

    synchronized void clear() {
        entries.clear();
    }
}

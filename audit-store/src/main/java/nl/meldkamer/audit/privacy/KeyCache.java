package nl.meldkamer.audit.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys that were unwrapped lately. Holds so many and for so long: an erased key is forgotten by every process within
 * that time, and at once by the one that erased it. Thread-safe.
 */
final class KeyCache {

    private record Held(DataKey key, Instant until) {}

    private final int size;
    private final Duration age;
    private final InstantSource clock;
    private final Map<UUID, Held> keys = new LinkedHashMap<>(16, 0.75f, true);

    KeyCache(int size, Duration age, InstantSource clock) {
        this.size = size;
        this.age = age;
        this.clock = clock;
    }

    synchronized Optional<DataKey> get(UUID id) {
        Held held = keys.get(id);
        return held != null && clock.instant().isBefore(held.until) ? Optional.of(held.key) : Optional.empty();
    }

    synchronized void put(DataKey key) {
        keys.put(key.id(), new Held(key, clock.instant().plus(age)));
        if (keys.size() > size) keys.remove(keys.keySet().iterator().next());
    }

    synchronized void clear() {
        keys.clear();
    }
}

package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which items are "not supported" and why, as Zabbix was told. It needs to hear so once, and again now and then in case
 * an item is new or the value that cleared it was late. Not thread-safe; one group has one.
 */
final class ErrorMemory {

    static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private record Told(String reason, Instant at) {}

    private final Map<String, Told> byKey = new HashMap<>();

    /** True when Zabbix must be told now; it then counts as told. */
    boolean isDue(String key, String reason, Instant now) {
        Told told = byKey.get(key);
        if (told != null && told.reason.equals(reason) && now.isBefore(told.at.plus(AGAIN_AFTER))) return false;
        byKey.put(key, new Told(reason, now));
        return true;
    }

    /** The item has a value again. */
    void clear(String key) {
        byKey.remove(key);
    }
}

package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.sender.Sample;

/**
 * Which items are "not supported" and why, as Zabbix was told. It needs to hear so once, and again now and then in case
 * an item is new or the value that cleared it was late. Not thread-safe; one group has one.
 */
final class ErrorMemory {

    static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private final Map<String, Sample> lastByKey = new HashMap<>();

    /** True when Zabbix must be told now. */
    boolean isDue(String key, String reason, Instant now) {
        Sample last = lastByKey.get(key);
        return last == null
                || !last.value().equals(reason)
                || now.getEpochSecond() - last.clock() >= AGAIN_AFTER.toSeconds();
    }

    void told(Sample error) {
        lastByKey.put(error.key(), error);
    }

    /** Every other item is well, or there no more. */
    void keepOnly(Set<String> failing) {
        lastByKey.keySet().retainAll(failing);
    }
}

package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what each discovery rule was told last: it is told again when that changed, and once an hour, because what
 * a server is not told for a month it deletes. Thread-safe.
 */
public final class DiscoveryMemory {

    static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private record Told(List<Map<String, String>> entities, Instant at) {}

    private final Map<String, Told> byRule = new HashMap<>();

    /** True when the rule must be told of these entities now; it then counts as told. */
    synchronized boolean isDue(String rule, List<Map<String, String>> entities, Instant now) {
        Told told = byRule.get(rule);
        if (told != null && told.entities.equals(entities) && now.isBefore(told.at.plus(AGAIN_AFTER))) return false;
        byRule.put(rule, new Told(List.copyOf(entities), now));
        return true;
    }
}

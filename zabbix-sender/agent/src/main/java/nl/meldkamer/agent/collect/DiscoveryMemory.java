package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nl.meldkamer.sender.Sample;

/**
 * Remembers what each discovery rule was told last: it is told again when that changed, and once an hour, because what
 * a server is not told for a month it deletes. Thread-safe.
 */
public final class DiscoveryMemory {

    static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final Map<String, Sample> lastByRule = new HashMap<>();

    /** True when the rule must be told of these entities now. */
    synchronized boolean isDue(String rule, String entities, Instant now) {
        Sample last = lastByRule.get(rule);
        return last == null
                || !last.value().equals(entities)
                || now.getEpochSecond() - last.clock() >= AGAIN_AFTER.toSeconds();
    }

    synchronized void told(Sample discovery) {
        lastByRule.put(discovery.key(), discovery);
    }
}

package nl.meldkamer.agent.delivery;

import java.util.Map;

/**
 * How delivery ended.
 *
 * @param remaining samples that stay in the spool, for each destination
 * @param inTime false when a sender did not come back before the deadline
 */
public record Drained(Map<String, Long> remaining, boolean inTime) {

    public Drained {
        remaining = Map.copyOf(remaining);
    }

    /** True when every destination has everything. */
    public boolean complete() {
        return remaining.values().stream().allMatch(left -> left == 0);
    }
}

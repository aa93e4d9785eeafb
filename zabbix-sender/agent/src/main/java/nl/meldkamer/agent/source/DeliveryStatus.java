package nl.meldkamer.agent.source;

import java.util.List;
import nl.meldkamer.agent.spool.DeadReason;

/** What became of samples since the program started, and what waits. */
@FunctionalInterface
public interface DeliveryStatus {

    /**
     * A moment's figures.
     *
     * @param sent accepted by Zabbix
     * @param rejected answered for by Zabbix as failed, each time
     * @param dead given up for good
     * @param dropped lost at a limit of the spool
     * @param spooled waiting now
     * @param spoolOldest age in seconds of the oldest that waits; 0 when none does
     * @param blockedHosts hosts whose last packet did not come through, once for each destination
     */
    record Counters(
            long sent, long rejected, long dead, long dropped, long spooled, long spoolOldest, long blockedHosts) {
        /** Nothing was delivered, and nothing waits. */
        public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0);
    }

    Counters counters();

    /** Why samples were given up in the last 24 hours, the most frequent reason first. */
    default List<DeadReason> deadReasons() {
        return List.of();
    }
}

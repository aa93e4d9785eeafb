package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How delivery to one destination stands, counted since the start where it is a count.
 *
 * @param accepted samples that the destination took
 * @param rejected times that the destination rejected a single sample, which may be several times the same
 * @param dead samples given up, which are dead letters now
 * @param pushed samples among the accepted that its trapper had rejected, and its API took
 * @param unknown packets without an answer that accounts for every sample
 * @param refused packets that were refused as a whole
 * @param notSent packets that reached no server
 * @param resent samples in packets that went out to make up for another
 * @param held items that wait after a rejection
 * @param blockedHosts hosts whose last packet did not come through; the log names them, again every hour
 * @param waiting samples in the spool that are owed to the destination
 * @param oldest how long the oldest of these has been in the spool; empty when none is
 */
public record DeliverySnapshot(
        String destination,
        long accepted,
        long rejected,
        long dead,
        long pushed,
        long unknown,
        long refused,
        long notSent,
        long resent,
        long held,
        long blockedHosts,
        long waiting,
        Optional<Duration> oldest) {}

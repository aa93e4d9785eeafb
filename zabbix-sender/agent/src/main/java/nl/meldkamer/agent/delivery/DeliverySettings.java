package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.function.Predicate;
import nl.meldkamer.sender.Sample;

/**
 * How samples are delivered; the same for every destination.
 *
 * @param lanes how many packets are under way at once to a destination, a power of two; the samples of an item are all
 *     in one lane. Zabbix has five trappers by default
 * @param firstBatch samples in the first packet
 * @param largestBatch samples in a packet at most
 * @param readAhead samples of a lane that are read from the spool at once; those of one host among them share packets
 * @param retry waits after a packet that did not come through
 * @param recheck waits before a rejected value is tried again
 * @param patience how long a rejected value is tried again before it is given up. New items become known to a server
 *     with its next cache update, 60 s later by default
 * @param patienceForDiscovered the same for an item that discovery makes
 * @param discovered tells whether discovery makes this item
 * @param mostHeld how many items of a lane may be waited for; the values of any more are given up at once
 */
public record DeliverySettings(
        int lanes,
        int firstBatch,
        int largestBatch,
        int readAhead,
        Backoff retry,
        Backoff recheck,
        Duration patience,
        Duration patienceForDiscovered,
        Predicate<Sample> discovered,
        int mostHeld) {

    /** Items with parameters are taken for discovered ones. */
    public static final DeliverySettings DEFAULT = new DeliverySettings(
            4,
            500,
            2000,
            4000,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
            new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            sample -> sample.key().endsWith("]"),
            20_000);

    public DeliverySettings {
        if (Integer.bitCount(lanes) != 1) throw new IllegalArgumentException("lanes is not a power of two: " + lanes);
        if (firstBatch < 1 || largestBatch < firstBatch)
            throw new IllegalArgumentException(
                    "not 1 <= firstBatch <= largestBatch: " + firstBatch + ", " + largestBatch);
        if (readAhead < 1) throw new IllegalArgumentException("readAhead is below 1: " + readAhead);
        if (mostHeld < 0) throw new IllegalArgumentException("mostHeld is negative: " + mostHeld);
    }

    /** The same with another way to tell which items discovery makes. */
    public DeliverySettings withDiscovered(Predicate<Sample> predicate) {
        return new DeliverySettings(
                lanes,
                firstBatch,
                largestBatch,
                readAhead,
                retry,
                recheck,
                patience,
                patienceForDiscovered,
                predicate,
                mostHeld);
    }

    Duration patience(Sample sample) {
        return discovered.test(sample) ? patienceForDiscovered : patience;
    }
}

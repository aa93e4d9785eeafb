package nl.meldkamer.audit.store;

import java.time.Duration;

/**
 * How one writer works.
 *
 * @param owner who it is, as another writer of the same stream is told: this host and daemon, and no other's
 * @param capacity events that may wait at once
 * @param capacityInBytes and their bytes
 * @param batch events in one transaction, at most
 * @param lease how long a stream is its own after the last event that it wrote
 * @param patience how long it tries to write a batch before it refuses it
 * @param pendingInterval how long an event that was appended in a transaction of the caller's own may wait
 */
public record WriterSettings(
        String owner,
        int capacity,
        long capacityInBytes,
        int batch,
        Duration lease,
        Duration patience,
        Duration pendingInterval) {

    public static WriterSettings of(String owner) {
        return new WriterSettings(
                owner, 10_000, 16 << 20, 2_000, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofMillis(200));
    }
}

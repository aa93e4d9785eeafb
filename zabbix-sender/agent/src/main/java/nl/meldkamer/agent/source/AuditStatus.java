package nl.meldkamer.agent.source;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the audit store says of itself. Thread-safe. */
public interface AuditStatus {

    /**
     * How far one stream is.
     *
     * @param checkpoint the last signed note; who is told it is a witness. Empty before the first
     * @param size how many events are sealed
     * @param lag how long the oldest event that is not sealed has waited
     * @param faults found when it was last verified; empty when it was not yet
     * @param verified how long ago a portion of it was last verified
     */
    record Stream(
            String name,
            Optional<String> checkpoint,
            long size,
            Duration lag,
            Optional<Long> faults,
            Optional<Duration> verified) {}

    /**
     * The store as a whole.
     *
     * @param quarantined what could not be an event and is not settled
     * @param outside events in no month of their own; a thousand stands for more
     * @param waiting events that are being written
     * @param spooled events on the disk, from the command
     * @param sealFailures attempts to seal that failed since the start
     */
    record Store(long quarantined, long outside, long waiting, long spooled, long sealFailures) {}

    /** The streams there are; throws {@link IllegalStateException} when the store does not answer. */
    List<Stream> streams();

    /** As {@link #streams}. */
    Store store();
}

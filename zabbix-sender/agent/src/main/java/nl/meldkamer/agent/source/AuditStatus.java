package nl.meldkamer.agent.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.OpenFindings;

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
     * @param reportFailures attempts to make a scheduled report that failed since the start
     */
    record Store(long quarantined, long outside, long waiting, long spooled, long sealFailures, long reportFailures) {}

    /**
     * What came out of the last look at the app's tables.
     *
     * @param processes none where the tables held nothing to be expected
     * @param unread tables that could not be read: of these nothing is known
     * @param compared when it began; of several tails, the one that was looked at longest ago
     */
    record Completeness(List<Expected> processes, long unread, Instant compared) {}

    /** Events of a process that the app's tables say there must be, and those that are there. */
    record Expected(String process, long expected, long recorded) {}

    /**
     * The alerts of Zabbix as the record has them. What the comparison with Zabbix came to is empty where there is none.
     *
     * @param open problems that have not ended
     * @param unacknowledged those of them that nobody has acknowledged in time
     * @param longest how long one that nobody has acknowledged waits; zero when there is none
     * @param uncounted alerts for which there was no room
     * @param brought events that the comparison was the first to tell of, since the start
     * @param failures comparisons that failed, since the start
     * @param compared how long ago one succeeded; empty also before the first
     */
    record Alerts(
            long open,
            long unacknowledged,
            Duration longest,
            long uncounted,
            Optional<Long> brought,
            Optional<Long> failures,
            Optional<Duration> compared) {}

    /**
     * The directory for the files of the bank.
     *
     * @param waiting files that have not been taken in
     * @param refused files that were put aside, and that nobody has taken away
     */
    record Bank(long waiting, long refused) {}

    /** There are figures, and they are too old to be told. */
    final class StaleException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        public StaleException(String message) {
            super(message);
        }
    }

    /** The streams there are; throws {@link IllegalStateException} when the store does not answer. */
    List<Stream> streams();

    /** As {@link #streams}. */
    Store store();

    /** Whether there is a tail, so that there is something to compare the record with. */
    boolean comparesTables();

    /**
     * What the app's own tables hold, and how much of it is recorded; empty while it was not looked at yet. Throws
     * {@link StaleException}.
     */
    Optional<Completeness> completeness();

    /** Empty while the events have not all been read since the start; throws {@link StaleException}. */
    Optional<ComplianceFigures.Figures> compliance();

    /** Empty where none is configured; throws {@link java.io.UncheckedIOException} when it can't be read. */
    Optional<Bank> bank();

    /** As {@link #compliance}. */
    Optional<Alerts> alerts();

    /** None while the events have not all been read since the start; of the last day and of the last 30 days. */
    List<AlertTimes> alertTimes();

    /** As {@link #streams}. */
    List<OpenFindings> findings();

    /** As {@link #streams}. */
    Retention.Status retention();
}

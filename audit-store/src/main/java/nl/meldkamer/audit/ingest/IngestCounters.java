package nl.meldkamer.audit.ingest;

import java.util.concurrent.atomic.LongAdder;
import nl.meldkamer.audit.Appended;

/** What became of what came in since the start. Thread-safe. */
public final class IngestCounters {

    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder refusedRequests = new LongAdder();
    private final LongAdder failedReceipts = new LongAdder();

    /** Counts one event. */
    public void count(Appended outcome) {
        if (outcome instanceof Appended.Stored) stored.increment();
        else if (outcome instanceof Appended.Duplicate) duplicates.increment();
        else if (outcome instanceof Appended.Conflict) conflicts.increment();
        else if (outcome instanceof Appended.Quarantined) quarantined.increment();
        else refused.increment();
    }

    void countFailedReceipts() {
        failedReceipts.increment();
    }

    void countRefusedRequest() {
        refusedRequests.increment();
    }

    public long stored() {
        return stored.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    public long conflicts() {
        return conflicts.sum();
    }

    public long quarantined() {
        return quarantined.sum();
    }

    /** Events that the store did not take; their senders were told to send them again. */
    public long refused() {
        return refused.sum();
    }

    /** Requests of which nothing was taken: wrong signature, too large, too many, too slow and the like. */
    public long refusedRequests() {
        return refusedRequests.sum();
    }

    /** Requests whose events were stored, and for which receipts could not be made. */
    public long failedReceipts() {
        return failedReceipts.sum();
    }
}

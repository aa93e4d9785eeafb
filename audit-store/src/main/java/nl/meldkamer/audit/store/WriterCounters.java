package nl.meldkamer.audit.store;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;
import nl.meldkamer.audit.Appended;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

final class WriterCounters {
    private static final long SLOWEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;

    final LongAdder transactions = new LongAdder();
    final LongAdder retries = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Recorder latency = new Recorder(SLOWEST_MICROS, 2);

    void count(Appended outcome) {
        if (outcome instanceof Appended.Stored) stored.increment();
        else if (outcome instanceof Appended.Duplicate) duplicates.increment();
        else if (outcome instanceof Appended.Conflict) conflicts.increment();
        else if (outcome instanceof Appended.Quarantined) quarantined.increment();
        else refused.increment();
    }

    void took(long nanos) {
        latency.recordValue(Math.min(nanos / 1000, SLOWEST_MICROS));
    }

    WriterStatistics statistics(WriteQueue queue) {
        Histogram calls = latency.getIntervalHistogram();
        return new WriterStatistics(
                queue.events(),
                queue.bytes(),
                stored.sum(),
                duplicates.sum(),
                conflicts.sum(),
                quarantined.sum(),
                refused.sum(),
                transactions.sum(),
                retries.sum(),
                Duration.of(calls.getValueAtPercentile(50), ChronoUnit.MICROS),
                Duration.of(calls.getValueAtPercentile(99), ChronoUnit.MICROS));
    }
}

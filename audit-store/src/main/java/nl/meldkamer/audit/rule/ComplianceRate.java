package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.rule.Measure.Window;
import org.jspecify.annotations.Nullable;

/**
 * The share of documents whose latest status in a window is Compliant, and the share of expected events that were recorded.
 * Fed in the order of the numbers. Not thread-safe.
 */
public final class ComplianceRate {

    private record Key(String process, Reference reference) {}

    private final Window window;
    private final int most;
    private final Map<Key, String> latest = new HashMap<>();
    private long asOfSeq = -1;
    private long overflowed;

    /** @param most how many documents are kept apart; more are counted in {@link #overflowed} */
    public ComplianceRate(Window window, int most) {
        this.window = window;
        this.most = most;
    }

    public void accept(Fact fact) {
        asOfSeq = Math.max(asOfSeq, fact.seq());
        Event event = fact.event();
        Reference reference = event.reference();
        if (reference == null || !window.contains(fact.occurred())) return;
        Key key = new Key(event.process(), reference);
        if (latest.size() >= most && !latest.containsKey(key)) overflowed++;
        else latest.put(key, event.status());
    }

    /** Of one process, or of all if it is null. Those that wait for a review count as not compliant yet. */
    public Measure rate(@Nullable String process, Instant counted, Duration fresh) {
        return Measure.of(count(process, ComplianceStatus.COMPLIANT), total(process), window, asOfSeq, counted, fresh);
    }

    /** How many documents have this as their latest status. */
    public long count(@Nullable String process, ComplianceStatus status) {
        return latest.entrySet().stream()
                .filter(entry -> process == null || entry.getKey().process.equals(process))
                .filter(entry -> entry.getValue().equals(status.word()))
                .count();
    }

    private long total(@Nullable String process) {
        return latest.keySet().stream()
                .filter(key -> process == null || key.process.equals(process))
                .count();
    }

    /** How many events were not counted for want of room: the rate is of the documents that came first. */
    public long overflowed() {
        return overflowed;
    }

    /** The share of what an independent source expects that was recorded. */
    public static Measure completeness(
            Collection<String> expected,
            Set<String> recorded,
            Window window,
            long asOfSeq,
            Instant counted,
            Duration fresh) {
        long found = expected.stream().distinct().filter(recorded::contains).count();
        return Measure.of(found, expected.stream().distinct().count(), window, asOfSeq, counted, fresh);
    }
}

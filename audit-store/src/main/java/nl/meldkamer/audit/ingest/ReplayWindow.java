package nl.meldkamer.audit.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests of the last minutes, so that none is taken twice. It forgets at a restart, after which a request that is
 * sent again within the window is taken; its events are then found to be there already. Bounded: when it is full, it
 * takes nothing until something has grown old. Thread-safe.
 */
final class ReplayWindow {

    enum Verdict {
        NEW,
        SEEN,
        FULL
    }

    private static final int MOST = 100_000;

    private final Duration reach;
    private final int most;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    ReplayWindow(Duration reach) {
        this(reach, MOST);
    }

    ReplayWindow(Duration reach, int most) {
        this.reach = reach;
        this.most = most;
    }

    boolean covers(Instant said, Instant now) {
        return Duration.between(said, now).abs().compareTo(reach) <= 0;
    }

    synchronized Verdict enter(String request, Instant now) {
        forget(now);
        if (seen.containsKey(request)) return Verdict.SEEN;
        if (seen.size() >= most) return Verdict.FULL;
        // A request from the future is acceptable until twice the reach from now.
        seen.put(request, now.plus(reach).plus(reach));
        return Verdict.NEW;
    }

    /** One that was not taken in the end may come again. */
    synchronized void leave(String request) {
        seen.remove(request);
    }

    private void forget(Instant now) {
        Iterator<Instant> ends = seen.values().iterator();
        while (ends.hasNext() && ends.next().isBefore(now)) ends.remove();
    }
}

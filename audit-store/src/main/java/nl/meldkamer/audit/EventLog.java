package nl.meldkamer.audit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events are appended. Thread-safe. */
public interface EventLog {
    /**
     * Appends events of any streams. The future completes after the commit, in the order given, one outcome per event,
     * and never exceptionally: a store that is away is {@link Appended.Refused}. Never blocks: a full queue refuses.
     */
    CompletableFuture<List<Appended>> append(List<Event> events);
}

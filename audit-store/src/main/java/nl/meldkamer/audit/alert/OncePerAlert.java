package nl.meldkamer.audit.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Takes each alert once: a webhook and the API tell the same in other words, and who comes first is recorded. To any
 * later one it is a duplicate, never a conflict. It holds among all that go through one of these; other events pass as
 * they are. Asks the store before it appends an alert. Thread-safe.
 */
public final class OncePerAlert implements EventLog {

    private static final String KNOWN = "SELECT min(seq) FROM audit.identity WHERE event_id = :id"
            + " AND stream = (SELECT id FROM audit.stream WHERE name = :stream)";

    private record Key(String stream, UUID event) {}

    private final EventLog log;
    private final Jdbi database;
    private final ConcurrentMap<Key, CompletableFuture<Appended>> onTheirWay = new ConcurrentHashMap<>();

    public OncePerAlert(EventLog log, AuditStore store) {
        this.log = log;
        this.database = store.as(Role.READER);
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        if (events.stream().noneMatch(Alert::isOne)) return log.append(events);
        List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
        for (Event event : events) outcomes.add(Alert.isOne(event) ? once(event) : appended(event));
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> outcomes.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Appended> once(Event event) {
        Key key = new Key(event.stream(), EventId.of(event.source(), event.id()));
        CompletableFuture<Appended> mine = new CompletableFuture<>();
        CompletableFuture<Appended> earlier = onTheirWay.putIfAbsent(key, mine);
        if (earlier != null) return earlier.thenApply(OncePerAlert::again);
        CompletableFuture<Appended> outcome = known(key).orElseGet(() -> appended(event));
        return outcome.whenComplete((done, failure) -> {
            onTheirWay.remove(key, mine);
            mine.complete(done == null ? new Appended.Refused("the store failed") : done);
        });
    }

    private static Appended again(Appended first) {
        return first instanceof Appended.Stored stored ? new Appended.Duplicate(stored.seq()) : first;
    }

    private CompletableFuture<Appended> appended(Event event) {
        return log.append(List.of(event)).thenApply(outcomes -> outcomes.get(0));
    }

    private Optional<CompletableFuture<Appended>> known(Key key) {
        try {
            return database.withHandle(handle -> handle.createQuery(KNOWN)
                            .bind("id", key.event)
                            .bind("stream", key.stream)
                            .mapTo(Long.class)
                            .findOne())
                    .map(seq -> CompletableFuture.completedFuture(new Appended.Duplicate(seq)));
        } catch (JdbiException e) {
            return Optional.of(CompletableFuture.completedFuture(new Appended.Refused("the store is away")));
        }
    }
}

package nl.meldkamer.audit.tail;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;

/** A store that keeps its promises, that counts what it is asked, and that can fall away after a number of events. */
final class FakeLog implements EventLog, Quarantine, Cursors {

    final Map<String, Event> events = new LinkedHashMap<>();
    final Map<String, String> cursors = new LinkedHashMap<>();
    final List<String> reasons = new ArrayList<>();
    int offered;
    int room = Integer.MAX_VALUE;

    /** Names of documents whose events the store keeps apart. */
    final Set<String> unfit = new HashSet<>();

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> incoming) {
        List<Appended> outcomes = new ArrayList<>();
        for (Event event : incoming) outcomes.add(append(event));
        return CompletableFuture.completedFuture(outcomes);
    }

    private Appended append(Event event) {
        offered++;
        Event there = events.get(event.id());
        if (event.equals(there)) return new Appended.Duplicate(0);
        if (events.size() >= room) return new Appended.Refused("the store is full");
        if (event.reference() != null && unfit.contains(event.reference().name()))
            return new Appended.Quarantined(keep(event.source(), new byte[0], "unfit"), "unfit");
        if (there == null) {
            events.put(event.id(), event);
            return new Appended.Stored(events.size() - 1);
        }
        events.put(event.id() + " again " + events.size(), event);
        return new Appended.Conflict(events.size() - 1, 0);
    }

    @Override
    public long keep(String producer, byte[] raw, String reason) {
        reasons.add(reason);
        return reasons.size();
    }

    @Override
    public Optional<String> position(String source, String name) throws SQLException {
        return Optional.ofNullable(cursors.get(source + " " + name));
    }

    @Override
    public void move(String source, String name, String position) {
        cursors.put(source + " " + name, position);
    }
}

package nl.meldkamer.audit.ingest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;

/** A store that keeps its promises, and that can be away or silent. */
final class FakeStore implements EventLog, Quarantine {

    enum Mood {
        WELL,
        BUSY,
        AWAY,
        SILENT
    }

    record Kept(String producer, List<Byte> bytes, String reason) {
        byte[] raw() {
            byte[] raw = new byte[bytes.size()];
            for (int i = 0; i < raw.length; i++) raw[i] = bytes.get(i);
            return raw;
        }
    }

    final Map<String, Event> events = new LinkedHashMap<>();
    final List<Kept> kept = new ArrayList<>();
    volatile Mood mood = Mood.WELL;

    @Override
    public synchronized CompletableFuture<List<Appended>> append(List<Event> incoming) {
        if (mood == Mood.SILENT) return new CompletableFuture<>();
        List<Appended> outcomes = new ArrayList<>();
        for (Event event : incoming) outcomes.add(mood != Mood.WELL ? new Appended.Refused("away") : store(event));
        return CompletableFuture.completedFuture(outcomes);
    }

    private Appended store(Event event) {
        String key = event.source() + " " + event.id();
        long there = List.copyOf(events.keySet()).indexOf(key);
        if (there < 0) {
            events.put(key, event);
            return new Appended.Stored(events.size() - 1);
        }
        if (event.equals(events.get(key))) return new Appended.Duplicate(there);
        events.put(key + " again " + events.size(), event);
        return new Appended.Conflict(events.size() - 1, there);
    }

    @Override
    public synchronized long keep(String producer, byte[] raw, String reason) throws SQLException {
        if (mood == Mood.AWAY) throw new SQLException("away");
        List<Byte> bytes = new ArrayList<>();
        for (byte one : raw) bytes.add(one);
        kept.add(new Kept(producer, bytes, reason));
        return kept.size();
    }

    synchronized List<Event> events() {
        return List.copyOf(events.values());
    }
}

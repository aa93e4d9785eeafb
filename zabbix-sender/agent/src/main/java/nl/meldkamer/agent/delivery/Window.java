package nl.meldkamer.agent.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.spool.SpooledSample;

/**
 * Samples read ahead, so that those of one host come together. An item under suspicion goes in a packet apart, lest it
 * spoil those of the others. Remembers how far it has read. Not thread-safe.
 */
final class Window {

    private record Group(String host, boolean suspect) {}

    /** Samples of one host, and whether their items are under suspicion. */
    record Taken(boolean suspect, List<SpooledSample> samples) {}

    private final Holds holds;
    private final Map<Group, Deque<SpooledSample>> groups = new LinkedHashMap<>();
    private long readFrom;
    private long readTo;

    Window(Holds holds) {
        this.holds = holds;
    }

    /** The id after which to read on. */
    long position() {
        return readTo;
    }

    /** Starts over after an id. */
    void moveTo(long id) {
        groups.clear();
        readFrom = id;
        readTo = id;
    }

    /** Takes in what was read after {@link #position} up to {@code upTo}; the window is empty before. */
    void fill(List<SpooledSample> samples, long upTo) {
        readFrom = readTo;
        readTo = upTo;
        for (SpooledSample row : samples) {
            if (holds.keepBack(row)) continue;
            Group group = new Group(row.sample().host(), holds.isSuspect(row.sample()));
            groups.computeIfAbsent(group, any -> new ArrayDeque<>()).add(row);
        }
    }

    /** Up to {@code most} samples of one host, in order; none when the window is empty. */
    Taken take(int most) {
        Iterator<Map.Entry<Group, Deque<SpooledSample>>> each =
                groups.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Group, Deque<SpooledSample>> next = each.next();
            List<SpooledSample> taken = poll(next.getValue(), most);
            if (next.getValue().isEmpty()) each.remove();
            if (!taken.isEmpty()) return new Taken(next.getKey().suspect(), taken);
        }
        return new Taken(false, List.of());
    }

    /** Goes back so far that everything after {@code id} that is still owed is read again. */
    void goBackTo(long id) {
        moveTo(Math.min(groups.isEmpty() ? readTo : readFrom, id));
    }

    private List<SpooledSample> poll(Deque<SpooledSample> rows, int most) {
        List<SpooledSample> taken = new ArrayList<>();
        while (taken.size() < most && !rows.isEmpty()) {
            SpooledSample row = rows.remove();
            if (!holds.keepBack(row)) taken.add(row);
        }
        return taken;
    }
}

package nl.meldkamer.agent.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.spool.LaneReader.Page;
import nl.meldkamer.agent.spool.LaneReader.Span;
import nl.meldkamer.sender.Sample;

/**
 * The rows that were stored last, so that a destination that keeps up need not read them back from the disk. Has them as
 * they were committed and knows nothing of what became of them since, so it serves only those who have not had them yet.
 * Bounded in rows and in text; the oldest give way. Thread-safe.
 */
final class NewestRows {

    private static final int MOST_ROWS = 16_384;
    private static final long MOST_CHARACTERS = 4_000_000;

    /** The row with an id is at that id modulo the length. */
    private final SpooledSample[] ring = new SpooledSample[MOST_ROWS];

    private long first = 1;
    private long last;
    private long characters;

    /** Takes in what was committed, in the order of the commits. */
    synchronized void add(long firstId, long stored, List<Sample> samples) {
        if (firstId != last + 1) forgetUpTo(firstId - 1);
        for (Sample sample : samples) {
            if (last - first + 1 == MOST_ROWS) dropFirst();
            last++;
            ring[at(last)] = new SpooledSample(last, ItemHash.of(sample), stored, sample, true);
            characters += ring[at(last)].length();
        }
        while (characters > MOST_CHARACTERS) dropFirst();
    }

    /** Some of them may be gone from the disk. */
    synchronized void forget() {
        forgetUpTo(last);
    }

    /** As {@link LaneReader#peek}; empty unless it has every row of the span. */
    synchronized Optional<Page> page(Span span, int lanes, int lane) {
        if (span.after() + 1 < first || span.upTo() > last) return Optional.empty();
        List<SpooledSample> found = new ArrayList<>();
        long length = 0;
        for (long id = span.after() + 1; id <= span.upTo() && !span.isFilled(found.size(), length); id++) {
            SpooledSample row = ring[at(id)];
            if ((row.item() & (lanes - 1)) != lane) continue;
            found.add(row);
            length += row.length();
        }
        return Optional.of(new Page(List.copyOf(found), !span.isFilled(found.size(), length)));
    }

    private void forgetUpTo(long id) {
        while (first <= last) dropFirst();
        first = id + 1;
        last = id;
    }

    @SuppressWarnings("NullAway") // A place without a row is read by nobody.
    private void dropFirst() {
        characters -= ring[at(first)].length();
        ring[at(first++)] = null;
    }

    private static int at(long id) {
        return (int) (id & (MOST_ROWS - 1));
    }
}

package nl.meldkamer.audit.seal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first faults, and how many there are: a store that lost everything must not fill the memory. Not thread-safe. */
final class Faults {
    static final int MOST_KEPT = 100;

    private final List<Fault> kept = new ArrayList<>();
    private long count;

    void add(long seq, String what) {
        count++;
        if (kept.size() < MOST_KEPT) kept.add(new Fault(seq, what));
    }

    void addAll(Faults others) {
        others.kept.forEach(fault -> add(fault.seq(), fault.what()));
        count += others.count - others.kept.size();
    }

    /** The first of those that are kept and are about an event from one number to before another, or that number. */
    long firstWithin(long from, long to) {
        return kept.stream()
                .mapToLong(Fault::seq)
                .filter(seq -> seq >= from && seq < to)
                .min()
                .orElse(from);
    }

    List<Fault> first() {
        return kept.stream().sorted(Comparator.comparingLong(Fault::seq)).toList();
    }

    long count() {
        return count;
    }
}

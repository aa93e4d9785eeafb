package nl.meldkamer.e2e.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ledger held against the record.
 *
 * @param acknowledged events that the store has answered for
 * @param stored events of the record
 * @param faults what is not as was promised; empty when the round held
 */
record Verdict(long acknowledged, long stored, List<String> faults) {

    Verdict {
        faults = List.copyOf(faults);
    }

    /** An event of the record. */
    record Entry(long seq, String id, Instant recorded) {}

    /** @param entries of the stream, in the order of their numbers */
    static Verdict on(Ledger.Content ledger, List<Entry> entries) {
        List<String> faults = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        Instant latest = Instant.MIN;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.seq() != i) faults.add("hole: number " + entry.seq() + " where " + i + " should be");
            if (numbers.put(entry.id(), entry.seq()) != null) faults.add("twice: " + entry.id());
            if (entry.recorded().isBefore(latest)) faults.add("back in time: " + entry.id());
            latest = entry.recorded();
            if (!ledger.made().contains(entry.id())) faults.add("strange: " + entry.id());
        }
        Set<String> lost = new HashSet<>(ledger.acknowledged().keySet());
        lost.removeAll(numbers.keySet());
        lost.forEach(id -> faults.add("lost: " + id));
        ledger.acknowledged().forEach((id, seq) -> {
            Long there = numbers.get(id);
            if (there != null && !there.equals(seq))
                faults.add("moved: " + id + " was acknowledged as " + seq + " and is " + there);
        });
        return new Verdict(ledger.acknowledged().size(), entries.size(), faults);
    }

    Verdict and(List<String> more) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(more);
        return new Verdict(acknowledged, stored, all);
    }

    boolean holds() {
        return faults.isEmpty() && acknowledged > 0;
    }
}

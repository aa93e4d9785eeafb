package nl.meldkamer.agent.socket;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.Sample;

/**
 * Which of the daemon's values a Zabbix server has written to its database, as the module in that server tells it. The
 * module knows the number of an item and not its key, so that a value is known by its moment: the daemon gives no moment
 * to two rounds. Of the {@link #MOST_MOMENTS} latest moments it remembers how many values are still to be confirmed;
 * those of an earlier one count as unconfirmed for good. Nothing of it survives the daemon. Thread-safe.
 */
public final class Confirmations {

    static final int MOST_MOMENTS = 16_384;

    private final Map<Instant, Integer> awaited = new LinkedHashMap<>();
    private final int most;
    private long confirmed;
    private long unknown;
    private long unconfirmed;
    private long untold;

    /**
     * What was confirmed since the start.
     *
     * @param confirmed values of the daemon that Zabbix has written
     * @param unknown values that Zabbix has written and that are not the daemon's, or were confirmed before
     * @param unconfirmed values that were never confirmed, as far as the memory goes; all of them without a module that
     *     tells
     * @param untold values that the module has seen written and had no room to tell of
     */
    public record Counters(long confirmed, long unknown, long unconfirmed, long untold) {}

    public Confirmations() {
        this(MOST_MOMENTS);
    }

    Confirmations(int most) {
        this.most = most;
    }

    /** These are on their way. Errors of items are not written as values, and not waited for. */
    public synchronized void await(Collection<Sample> samples) {
        for (Sample sample : samples) if (sample.supported()) awaited.merge(moment(sample), 1, Integer::sum);
        var oldest = awaited.values().iterator();
        while (awaited.size() > most) {
            unconfirmed += oldest.next();
            oldest.remove();
        }
    }

    public synchronized Counters counters() {
        return new Counters(confirmed, unknown, unconfirmed, untold);
    }

    synchronized Reply.Counted take(Request.Confirm confirm) {
        int known = takeAll(confirm.moments());
        int others = confirm.moments().size() - known;
        confirmed += known;
        unknown += others;
        untold += confirm.dropped();
        return new Reply.Counted(known, others);
    }

    private int takeAll(List<Instant> moments) {
        int known = 0;
        for (Instant moment : moments) {
            Integer left = awaited.get(moment);
            if (left == null) continue;
            known++;
            if (left == 1) awaited.remove(moment);
            else awaited.put(moment, left - 1);
        }
        return known;
    }

    private static Instant moment(Sample sample) {
        return Instant.ofEpochSecond(sample.clock(), sample.ns());
    }
}

package nl.meldkamer.agent.audit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import nl.meldkamer.audit.tail.Sweep;

/**
 * What sweeps found, summed up.
 *
 * @param unread tables that could not be read
 */
record SweepTotals(SortedMap<String, Total> byProcess, long unread) {

    /** Of a process. */
    record Total(long expected, long recorded) {

        Total plus(Total other) {
            return new Total(expected + other.expected, recorded + other.recorded);
        }
    }

    /** A row of whatever tells of the totals. */
    interface Row<T> {
        T of(String process, long expected, long recorded);
    }

    static SweepTotals of(List<Sweep.Result> results, Predicate<Sweep.Share> counted) {
        SortedMap<String, Total> totals = new TreeMap<>();
        results.stream()
                .flatMap(result -> result.shares().stream())
                .filter(counted)
                .forEach(share -> totals.merge(share.process(), of(share), Total::plus));
        long unread =
                results.stream().mapToLong(result -> result.unread().size()).sum();
        return new SweepTotals(totals, unread);
    }

    private static Total of(Sweep.Share share) {
        return new Total(share.expected(), share.recorded());
    }

    /** A row for each process, in the order of their names. */
    <T> List<T> rows(Row<T> row) {
        return byProcess.entrySet().stream()
                .map(each -> row.of(
                        each.getKey(),
                        each.getValue().expected(),
                        each.getValue().recorded()))
                .toList();
    }
}

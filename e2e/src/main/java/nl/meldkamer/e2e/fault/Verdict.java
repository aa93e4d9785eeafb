package nl.meldkamer.e2e.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Samples made, compared with the rows that Zabbix has of them. All but the counts are numbers of samples.
 *
 * @param lost acknowledged by the spool, and neither in the history nor ever taken by Zabbix
 * @param lostByServer acknowledged, taken by Zabbix, and not in the history
 * @param twice in more than one row
 * @param strange in a row, and never made, or not so
 * @param halfRefused refused by the spool, and in the history all the same
 * @param outOfOrder taken before an older one of their item, or stamped before one
 */
record Verdict(
        int made,
        int acknowledged,
        int refused,
        int rows,
        List<Long> lost,
        List<Long> lostByServer,
        List<Long> twice,
        List<Long> strange,
        List<Long> halfRefused,
        List<Long> outOfOrder) {

    private static final int EXAMPLES = 5;

    static Verdict on(Production production, List<History.Row> rows) {
        Set<Long> present = new HashSet<>();
        List<Long> twice = new ArrayList<>();
        List<Long> strange = new ArrayList<>();
        for (History.Row row : rows) {
            if (!present.add(row.number())) twice.add(row.number());
            if (!isAsMade(production.made().get(row.number()), row)) strange.add(row.number());
        }
        List<Long> missing = production.acknowledged().stream()
                .filter(number -> !present.contains(number))
                .sorted()
                .toList();
        return new Verdict(
                production.made().size(),
                production.acknowledged().size(),
                production.refused().size(),
                rows.size(),
                missing.stream()
                        .filter(number -> !production.taken().contains(number))
                        .toList(),
                missing.stream().filter(production.taken()::contains).toList(),
                twice,
                strange,
                production.refused().stream().filter(present::contains).sorted().toList(),
                outOfOrder(production, rows));
    }

    private static boolean isAsMade(Production.@org.jspecify.annotations.Nullable Made made, History.Row row) {
        return made != null
                && made.item().equals(row.item())
                && made.clock() == row.clock()
                && made.ns() == row.ns()
                && made.item().value(row.number()).equals(row.value());
    }

    /** One producer's samples of an item: the order of their numbers is the one in which they were spooled. */
    private record Sequence(Item item, int run) {}

    private static List<Long> outOfOrder(Production production, List<History.Row> rows) {
        List<Long> found = new ArrayList<>();
        Map<Sequence, Long> lastStamped = new HashMap<>();
        for (History.Row row : rows) {
            Production.Made made = production.made().get(row.number());
            if (made != null && isBefore(lastStamped, new Sequence(row.item(), made.run()), row.number()))
                found.add(row.number());
        }
        Map<Item, Long> lastTaken = new HashMap<>();
        for (long number : production.taken()) {
            Production.Made made = production.made().get(number);
            if (made != null && isBefore(lastTaken, made.item(), number)) found.add(number);
        }
        return found;
    }

    private static <K> boolean isBefore(Map<K, Long> last, K sequence, long number) {
        Long before = last.put(sequence, number);
        return before != null && number < before;
    }

    /** True when nothing is wrong that is not the server's own loss. */
    boolean holds() {
        return lost.isEmpty() && twice.isEmpty() && strange.isEmpty() && halfRefused.isEmpty() && outOfOrder.isEmpty();
    }

    /** True when no row is waited for. */
    boolean complete() {
        return lost.isEmpty() && lostByServer.isEmpty();
    }

    @Override
    public String toString() {
        return made + " made, " + acknowledged + " acknowledged, " + refused + " refused, " + rows + " rows, "
                + told("lost", lost) + ", " + told("lost by the server", lostByServer) + ", " + told("twice", twice)
                + ", " + told("strange", strange) + ", " + told("refused and stored", halfRefused) + ", "
                + told("out of order", outOfOrder);
    }

    private static String told(String what, List<Long> numbers) {
        String told = numbers.size() + " " + what;
        return numbers.isEmpty() ? told : told + " " + numbers.subList(0, Math.min(EXAMPLES, numbers.size()));
    }
}

package nl.meldkamer.e2e;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** What was measured, as the tables of docs/performance.md and docs/cost-plans.md. */
final class CostReport {

    private final List<GroupCost> costs;

    CostReport(List<GroupCost> costs) {
        this.costs = costs.stream()
                .sorted(Comparator.comparingDouble(GroupCost::secondsPerHour).reversed())
                .toList();
    }

    void printCosts(PrintStream out) {
        out.println("| group | every | first ms | median ms | CPU ms | rows read | CPU s per hour |");
        out.println("|---|---|---|---|---|---|---|");
        for (GroupCost cost : costs)
            out.printf(
                    "| `%s`%s | %d s | %,.0f | %,.1f | %,.1f | %,d | %.2f |%n",
                    cost.group().name(),
                    cost.error().isEmpty() ? "" : " (" + cost.error() + ")",
                    cost.group().every().toSeconds(),
                    cost.first(),
                    cost.median(),
                    cost.cpu(),
                    cost.rowsRead(),
                    cost.secondsPerHour());
        double slowest = costs.stream().mapToDouble(GroupCost::median).max().orElse(0);
        out.printf(
                "%d groups; %.1f CPU seconds of the database an hour, %.2f %% of a core; the slowest takes %,.0f ms%n",
                costs.size(), secondsPerHour(), secondsPerHour() * 100 / GroupCost.HOUR, slowest);
    }

    void printPlans(PrintStream out) {
        out.println("| group | tables in the order of the plan, and how each is read |");
        out.println("|---|---|");
        for (GroupCost cost : costs)
            if (!cost.plan().reads().isEmpty())
                out.printf(
                        "| `%s` | %s |%n",
                        cost.group().name(),
                        String.join("; ", cost.plan().reads()).replace("|", "\\|"));
    }

    /** @param peer of one full computation of the peer's figures, milliseconds of the server's processors */
    void printComparison(PrintStream out, double peer) {
        double once = costs.stream().mapToDouble(GroupCost::cpu).sum();
        out.println("| what, so often | one computation, CPU s | a day, CPU s | of a core |");
        out.println("|---|---|---|---|");
        printDay(out, "the catalogue, each group at its interval", once, secondsPerHour() * 24);
        printDay(out, "the whole catalogue, " + PeerCost.A_DAY + " times a day", once, once / 1000 * PeerCost.A_DAY);
        printDay(out, "the peer's queries, " + PeerCost.A_DAY + " times a day", peer, peer / 1000 * PeerCost.A_DAY);
    }

    private static void printDay(PrintStream out, String what, double once, double day) {
        out.printf("| %s | %.2f | %,.0f | %.1f %% |%n", what, once / 1000, day, day * 100 / (24 * GroupCost.HOUR));
    }

    private double secondsPerHour() {
        return costs.stream().mapToDouble(GroupCost::secondsPerHour).sum();
    }
}

package nl.meldkamer.e2e.fault;

/** Sums over rounds. Not thread-safe. */
final class Tally {

    private int rounds;
    private int failed;
    private long acknowledged;
    private long refused;
    private long rows;
    private long lost;
    private long twice;
    private long lostByServer;

    void add(Campaign.Result result) {
        Verdict verdict = result.verdict();
        rounds++;
        if (!result.holds()) failed++;
        acknowledged += verdict.acknowledged();
        refused += verdict.refused();
        rows += verdict.rows();
        lost += verdict.lost().size();
        twice += verdict.twice().size();
        lostByServer += verdict.lostByServer().size();
    }

    /** Counts a round that was not played to its end. */
    void addFailure() {
        rounds++;
        failed++;
    }

    void add(Tally other) {
        rounds += other.rounds;
        failed += other.failed;
        acknowledged += other.acknowledged;
        refused += other.refused;
        rows += other.rows;
        lost += other.lost;
        twice += other.twice;
        lostByServer += other.lostByServer;
    }

    int failed() {
        return failed;
    }

    @Override
    public String toString() {
        return rounds + " rounds, " + failed + " failed; " + acknowledged + " acknowledged, " + rows + " rows, "
                + lost + " lost, " + twice + " twice, " + lostByServer + " lost by the server, " + refused
                + " refused";
    }
}

package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** Rounds on one Zabbix, one after another. Not thread-safe. */
final class Campaign implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long GAP = 1_000;

    private final Path directory;
    private final ZabbixUnderFire zabbix;
    private final History history;
    private long next = 1;
    private int rounds;

    private Campaign(Path directory, ZabbixUnderFire zabbix, History history) {
        this.directory = directory;
        this.zabbix = zabbix;
        this.history = history;
    }

    /** What a round came to. */
    record Result(Scenario scenario, long seed, Verdict verdict, List<String> events) {

        boolean holds() {
            return scenario.holds(verdict);
        }

        @Override
        public String toString() {
            return (holds() ? "held    " : "FAILED  ") + scenario + " seed " + seed + ": " + verdict + "; "
                    + String.join(", ", events);
        }
    }

    /**
     * Starts a Zabbix and makes its items.
     *
     * @param directory empty, and open to other accounts
     * @param root of the system with the Zabbix release
     */
    static Campaign start(Path directory, Path root) throws IOException, SQLException {
        ZabbixUnderFire zabbix = new ZabbixUnderFire(directory, root);
        try {
            zabbix.start();
            return new Campaign(directory, zabbix, History.create(zabbix));
        } catch (IOException | SQLException | RuntimeException failed) {
            zabbix.close();
            throw failed;
        }
    }

    /** One round. Throws when it could not be played to its end, such as when the spool was not drained. */
    Result play(Scenario scenario, long seed) throws Exception {
        Path place = Files.createDirectories(directory.resolve("round-" + ++rounds));
        try (Round round = new Round(zabbix, place, next, seed)) {
            scenario.fault().happen(round);
            Production production = round.production();
            Result result = new Result(scenario, seed, verdict(production, scenario.quiet()), round.events());
            next = production.next(next) + GAP;
            return result;
        }
    }

    /** Waits until Zabbix, which answers before it writes, has written all, or has written nothing for a while. */
    private Verdict verdict(Production production, Duration quiet) throws Exception {
        Verdict verdict = Verdict.on(production, history.since(next));
        long deadline = System.nanoTime() + quiet.toNanos();
        while (!verdict.complete() && deadline - System.nanoTime() > 0) {
            Thread.sleep(LOOK.toMillis());
            Verdict later = Verdict.on(production, history.since(next));
            if (later.rows() != verdict.rows()) deadline = System.nanoTime() + quiet.toNanos();
            verdict = later;
        }
        return verdict;
    }

    @Override
    public void close() throws IOException {
        zabbix.close();
    }
}

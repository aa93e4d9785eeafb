package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;

/** What each group of the catalogue costs a site's database, collected by the daemon's own classes. */
final class CatalogueCost {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final SiteDatabase site;
    private final int rounds;
    private final PrintStream out;

    CatalogueCost(SiteDatabase site, int rounds, PrintStream out) {
        this.site = site;
        this.rounds = rounds;
        this.out = out;
    }

    /** Milliseconds: of the first run, the median of the others, and of the server's processors in one of them. */
    private record Cost(Group group, double first, double median, double cpu, long rowsRead, String status) {
        double secondsPerHour() {
            return cpu / 1000 * HOUR / group.every().toSeconds();
        }
    }

    void measure() throws SQLException, IOException {
        List<Cost> costs = new ArrayList<>();
        try (Sources sources = AppSource.open(site, site.reader(), TIMEOUT);
                Connection owner = site.connect()) {
            Source source = sources.byName().get(AppSource.NAME);
            if (source == null) throw new IllegalStateException("there is no source " + AppSource.NAME);
            for (Group group : Catalogues.builtIn("verenigingen").groups())
                if (group.source().equals(AppSource.NAME)) costs.add(cost(group, source, owner));
        }
        print(costs);
    }

    private Cost cost(Group group, Source source, Connection owner) throws SQLException {
        long before = rowsRead(owner);
        Timed first = collect(group, source);
        long read = rowsRead(owner) - before;
        double cpu = serverCpu();
        double[] times = new double[rounds];
        for (int round = 0; round < rounds; round++)
            times[round] = collect(group, source).milliseconds();
        double used = (serverCpu() - cpu) / rounds;
        Arrays.sort(times);
        return new Cost(group, first.milliseconds(), times[rounds / 2], used, read, first.status());
    }

    private record Timed(double milliseconds, String status) {}

    private static Timed collect(Group group, Source source) {
        long start = System.nanoTime();
        InstantSource clock = InstantSource.fixed(Instant.now());
        Round round = new Collector(group, source, "host", SiteDatabase.ZONE, new Stamps(clock)).collect();
        return new Timed((System.nanoTime() - start) / 1e6, round.status().error());
    }

    /** Of all processes that this one has started, in milliseconds: the database's are the only ones. */
    private static double serverCpu() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(used -> used.toNanos() / 1e6)
                .sum();
    }

    /** Rows that the server's storage has handed out so far; 0 where it does not tell at once, as with PostgreSQL. */
    private long rowsRead(Connection owner) throws SQLException {
        if (!site.engine().kind().equals("mariadb")) return 0;
        try (var statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Rows_read'")) {
            return rows.next() ? rows.getLong(2) : 0;
        }
    }

    private void print(List<Cost> costs) {
        costs.sort(Comparator.comparingDouble(Cost::secondsPerHour).reversed());
        out.println("| group | every | first ms | median ms | CPU ms | rows read | CPU s per hour |");
        out.println("|---|---|---|---|---|---|---|");
        for (Cost cost : costs)
            out.printf(
                    "| `%s`%s | %d s | %,.0f | %,.1f | %,.1f | %,d | %.2f |%n",
                    cost.group().name(),
                    cost.status().isEmpty() ? "" : " (" + cost.status() + ")",
                    cost.group().every().toSeconds(),
                    cost.first(),
                    cost.median(),
                    cost.cpu(),
                    cost.rowsRead(),
                    cost.secondsPerHour());
        double sum = costs.stream().mapToDouble(Cost::secondsPerHour).sum();
        double slowest = costs.stream().mapToDouble(Cost::median).max().orElse(0);
        out.printf(
                "%d groups; %.1f CPU seconds of the database an hour, %.2f %% of a core; the slowest takes %,.0f ms%n",
                costs.size(), sum, sum * 100 / HOUR, slowest);
    }
}

package nl.meldkamer.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.source.ReadOnlyConnection;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;

/** What each group of the catalogue costs a site's database, collected by the daemon's own classes. */
final class CatalogueCost {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private final SiteDatabase site;
    private final int rounds;

    CatalogueCost(SiteDatabase site, int rounds) {
        this.site = site;
        this.rounds = rounds;
    }

    List<GroupCost> measure() throws SQLException, IOException {
        List<GroupCost> costs = new ArrayList<>();
        try (Sources sources = AppSource.open(site, site.reader(), TIMEOUT);
                Connection owner = site.connect()) {
            Source source = sources.byName().get(AppSource.NAME);
            if (source == null) throw new IllegalStateException("there is no source " + AppSource.NAME);
            for (Group group : Catalogues.builtIn("verenigingen").groups())
                if (group.source().equals(AppSource.NAME)) costs.add(cost(group, source, owner));
        }
        return costs;
    }

    private GroupCost cost(Group group, Source source, Connection owner) throws SQLException {
        long before = rowsRead(owner);
        Timed first = collect(group, source);
        long counted = rowsRead(owner) - before;
        double cpu = ServerProcesses.cpu();
        double[] times = new double[rounds];
        Timed last = first;
        for (int round = 0; round < rounds; round++) {
            last = collect(group, source);
            times[round] = last.milliseconds();
        }
        double used = (ServerProcesses.cpu() - cpu) / rounds;
        Arrays.sort(times);
        Plan plan = last.status().isEmpty() ? plan(group) : Plan.NONE;
        return new GroupCost(
                group,
                first.milliseconds(),
                times[rounds / 2],
                used,
                Math.max(counted, plan.rowsRead()),
                plan,
                last.status());
    }

    /** In a session with the daemon's own settings, which bear on the plan. */
    private Plan plan(Group group) throws SQLException {
        try (Connection reader = ReadOnlyConnection.open(AppSource.settings(site, site.reader(), TIMEOUT))) {
            return Plan.of(group.collect(), site.engine().kind(), reader);
        }
    }

    private record Timed(double milliseconds, String status) {}

    private static Timed collect(Group group, Source source) {
        long start = System.nanoTime();
        InstantSource clock = InstantSource.fixed(Instant.now());
        Round round = new Collector(group, source, "host", SiteDatabase.ZONE, new Stamps(clock)).collect();
        return new Timed((System.nanoTime() - start) / 1e6, round.status().error());
    }

    /** Rows that the server's storage has handed out so far; 0 where it does not tell at once, as PostgreSQL. */
    private long rowsRead(Connection owner) throws SQLException {
        if (!site.engine().kind().equals("mariadb")) return 0;
        try (var statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Rows_read'")) {
            return rows.next() ? rows.getLong(2) : 0;
        }
    }
}

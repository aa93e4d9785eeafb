package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What one full computation of the figures of the app's own endpoint for Zabbix costs the same database. */
final class PeerCost {

    /** Its template has 29 items without a master item, and the endpoint works out all of them for each. */
    static final int A_DAY = 14_304;

    private static final Pattern QUERY = Pattern.compile("(?m)^SELECT[^;]+");

    private final SiteDatabase site;

    PeerCost(SiteDatabase site) {
        this.site = site;
    }

    static List<String> queries() throws IOException {
        try (InputStream resource = Objects.requireNonNull(PeerCost.class.getResourceAsStream("peer.sql"))) {
            return QUERY.matcher(new String(resource.readAllBytes(), UTF_8))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        }
    }

    /** Milliseconds of the server's processors in one of so many computations. */
    double measure(int rounds) throws SQLException, IOException {
        try (Connection reader = site.connectAsReader()) {
            compute(reader);
            double before = ServerProcesses.cpu();
            for (int round = 0; round < rounds; round++) compute(reader);
            return (ServerProcesses.cpu() - before) / rounds;
        }
    }

    private static void compute(Connection reader) throws SQLException, IOException {
        for (String query : queries())
            try (var statement = reader.createStatement()) {
                statement
                        .executeQuery(BoundQuery.of(query, Instant.now().atZone(SiteDatabase.ZONE)))
                        .close();
            }
    }
}

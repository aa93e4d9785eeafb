package nl.meldkamer.agent.source;

import static java.util.stream.Collectors.toMap;
import static nl.meldkamer.agent.collect.Groups.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a group's values when its database is set up otherwise than the site, or others lock it; on a real server. */
abstract class TroubledDatabaseContract {

    private static final ZoneId SITE = ZoneId.of("Europe/Amsterdam");

    /** Half an hour into the site's first of March; in UTC it is February still. */
    private static final Instant NOW = Instant.parse("2026-02-28T23:30:00Z");

    private static final String EVERYTHING = """
            SELECT SUM(CASE WHEN modified >= :t_today THEN 1 ELSE 0 END) AS today,
                   SUM(CASE WHEN modified >= :t_2h THEN 1 ELSE 0 END) AS recent,
                   SUM(CASE WHEN joined >= :today THEN 1 ELSE 0 END) AS joined,
                   MAX(modified) AS latest
            FROM "tabMember"
            """;
    private static final Map<String, String> RIGHT = Map.of("today", "1", "recent", "3", "joined", "2", "age", "1800");

    /**
     * Two sessions that wait for each other.
     *
     * @param first what another session does before the question is put, and {@code second} while it waits
     * @param waiting the number of sessions that wait
     */
    record Deadlock(String first, String question, String second, String waiting) {}

    abstract RealDatabase server();

    /** The statements that set the server to zones other than the site's, and to the site's own. */
    abstract List<String> zones();

    /** One that the server ends by sacrificing our question. */
    abstract Deadlock deadlock();

    /** The code of that. */
    abstract String code();

    @BeforeEach
    void fill() {
        server().execute(
                        "site",
                        "INSERT INTO \"tabMember\" (joined, modified) VALUES"
                                + " ('2026-02-27', '2026-02-28 22:29:59.999999'), ('2026-02-28', '2026-02-28 22:30:00'),"
                                + " ('2026-03-01', '2026-02-28 23:59:59.999999'), ('2026-03-01', '2026-03-01 00:00:00')",
                        "CREATE TABLE \"tabOne\" (name VARCHAR(20))",
                        "CREATE TABLE \"tabTwo\" (name VARCHAR(20))",
                        "INSERT INTO \"tabOne\" VALUES ('m1')",
                        "INSERT INTO \"tabTwo\" VALUES ('m2')",
                        "GRANT SELECT ON \"tabOne\" TO reader",
                        "GRANT SELECT ON \"tabTwo\" TO reader");
    }

    @AfterEach
    void empty() {
        server().execute("site", "DELETE FROM \"tabMember\"", "DROP TABLE \"tabOne\"", "DROP TABLE \"tabTwo\"");
    }

    @Test
    void cutOffsAndAgesAreRightWhateverZoneTheDatabaseIsIn() throws SourceException {
        for (String zone : zones()) {
            server().execute("site", zone);
            try (SqlSource source = new SqlSource("app", server().settings())) {
                assertThat(values(collector(source, EVERYTHING).collect()))
                        .as(zone)
                        .isEqualTo(RIGHT);
                assertThat(clockAhead(source)).as(zone).isBetween(BigDecimal.valueOf(-5), BigDecimal.valueOf(5));
            }
        }
    }

    private static BigDecimal clockAhead(SqlSource source) throws SourceException {
        return (BigDecimal) source.ask(new Collect.Ping(), Instant.now().atZone(SITE))
                .rows()
                .get(0)
                .get("clock_ahead")
                .orElseThrow();
    }

    @Test
    void aQuestionThatIsSacrificedInADeadlockIsToldAsSuchAndTheNextRunIsRight() throws Exception {
        Deadlock deadlock = deadlock();
        try (SqlSource source = new SqlSource("app", patient());
                Connection other = administrator();
                Statement statement = other.createStatement()) {
            Collector collector = collector(source, deadlock.question());
            other.setAutoCommit(false);
            statement.execute(deadlock.first());
            CompletableFuture<Round> asked = CompletableFuture.supplyAsync(collector::collect);
            await().pollInterval(Duration.ofMillis(200)).until(() -> number(deadlock.waiting()) > 0);
            statement.execute(deadlock.second());
            assertFailed(
                    asked.get(30, TimeUnit.SECONDS),
                    "source 'app': the query lost against a lock (" + code()
                            + "); it is put again at the next interval");
            other.rollback();
            assertThat(values(collector.collect())).isEqualTo(RIGHT);
        }
    }

    @Test
    void aQuestionThatWaitsForALockTooLongIsToldAndTheNextRunIsRight() throws Exception {
        try (SqlSource source = new SqlSource("app", server().settings())) {
            Collector collector = collector(source, EVERYTHING);
            server().whileHolding("tabMember", () -> assertFailed(collector.collect(), "source 'app': "));
            assertThat(values(collector.collect())).isEqualTo(RIGHT);
        }
    }

    /** Every item has the reason, and none a value. */
    private static void assertFailed(Round round, String reason) {
        assertThat(round.status().status()).isEqualTo(1);
        assertThat(round.status().sourceUp()).isTrue();
        assertThat(round.samples()).hasSameSizeAs(RIGHT.keySet()).allSatisfy(sample -> {
            assertThat(sample.supported()).isFalse();
            assertThat(sample.value()).startsWith(reason);
        });
    }

    private static Map<String, String> values(Round round) {
        assertThat(round.status().error()).isEmpty();
        return round.samples().stream().collect(toMap(Sample::key, Sample::value));
    }

    private static Collector collector(SqlSource source, String query) {
        List<Item> items = List.of(
                item("today", "today"), item("recent", "recent"), item("joined", "joined"), item("age", "age(latest)"));
        Collect collect = new Collect.Sql(Map.of("", query));
        Group group = new Group("members", "app", Duration.ofMinutes(1), collect, Optional.empty(), items, "");
        return new Collector(group, source, "linde", SITE, new Stamps(InstantSource.fixed(NOW)));
    }

    /** Waits longer than the server needs to find a deadlock. */
    private Sql patient() {
        Sql settings = server().settings();
        return new Sql(
                settings.engine(),
                settings.address(),
                settings.database(),
                settings.user(),
                settings.password(),
                settings.tls(),
                Duration.ofSeconds(20));
    }

    private Connection administrator() throws java.sql.SQLException {
        return DriverManager.getConnection(server().administratorUrl("site"));
    }

    private int number(String query) throws java.sql.SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The question of everything, which must also lock two tables one after the other. */
    static String everythingAnd(String from) {
        return EVERYTHING.stripTrailing() + "" + from;
    }
}

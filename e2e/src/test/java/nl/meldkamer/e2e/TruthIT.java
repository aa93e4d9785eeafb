package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generator says is true against what plain SQL finds, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthIT {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 15, 4, 5);
    private static final int MEMBERS = 400;

    /** Of the catalogue, each with all its entities; so many at least must be compared with what is known. */
    private static final int ITEMS = 150;

    /** Those of whose every item something is to be seen on a troubled site. */
    private static final Set<String> COMPONENTS =
            Set.of("members", "chapters", "memberships", "dues", "finance", "volunteers", "donations");

    private static final Offset<BigDecimal> DECIMALS = within(new BigDecimal("0.0001"));

    private MariaDb mariaDb;
    private Postgres postgres;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        mariaDb = new MariaDb(TestDirectory.open(directory).resolve("mariadb"), settings);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        mariaDb.start();
        postgres.start();
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
        mariaDb.close();
    }

    @ParameterizedTest
    @EnumSource
    void mariaDbFindsWhatTheGeneratorSays(Health health) throws Exception {
        assertSameAsSql(mariaDb, health);
    }

    @ParameterizedTest
    @EnumSource
    void postgresFindsWhatTheGeneratorSays(Health health) throws Exception {
        assertSameAsSql(postgres, health);
    }

    private static void assertSameAsSql(Engine engine, Health health) throws Exception {
        Association association = Association.generate(11, MEMBERS, health, NOW);
        SiteDatabase site = filled(engine, association);
        for (LocalDateTime moment : List.of(NOW, NOW.plusHours(3), NOW.plusDays(2), NOW.plusDays(20))) {
            SortedMap<String, BigDecimal> truth = Truth.ofFirstRun(association, moment);
            try (Connection connection = site.connectAsReader()) {
                PlainSql sql = new PlainSql(connection, moment);
                assertCatalogue(truth, values(site, moment), engine);
                assertSame(truth, sql.values());
                assertTopErrors(Truth.topErrors(association, moment), sql.ask("E3"));
            }
        }
    }

    /** The first minute of a day, the last of a year, the days on which summer time begins and ends. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T00:00:20", "2026-12-31T23:59:30", "2026-03-29T12:00:00", "2026-10-25T12:00:00"})
    void theCatalogueSaysTheTruthAtEveryEdgeOfTheCalendar(LocalDateTime moment) throws Exception {
        Association association = Association.generate(12, MEMBERS, Health.TROUBLED, moment);
        SortedMap<String, BigDecimal> truth = Truth.ofFirstRun(association, moment);
        for (Engine engine : List.of(mariaDb, postgres)) {
            assertCatalogue(truth, values(filled(engine, association), moment), engine);
            System.out.printf("%s at %s: %d values as the generator has them%n", engine.kind(), moment, truth.size());
        }
        assertThat(truth.keySet().stream().map(TruthIT::family).distinct()).hasSizeGreaterThanOrEqualTo(ITEMS);
    }

    /** What is zero whatever happens may as well not be asked. */
    @Test
    void inTroubleEveryItemOfPeopleAndMoneyHasSomethingToSay() throws Exception {
        Association association = Association.generate(13, MEMBERS, Health.TROUBLED, NOW);
        CatalogueValues said = values(filled(mariaDb, association), NOW);
        Set<String> families = new TreeSet<>();
        Set<String> telling = new TreeSet<>();
        said.numbers().forEach((key, number) -> {
            if (!COMPONENTS.contains(said.components().get(key))) return;
            families.add(family(key));
            if (number.signum() != 0) telling.add(family(key));
        });
        assertThat(telling).hasSizeGreaterThan(100).isEqualTo(families);
    }

    /** SQL has no row for what there is none of; the truth has a zero. */
    private static void assertSame(SortedMap<String, BigDecimal> truth, Map<String, BigDecimal> found) {
        assertThat(truth.keySet()).containsAll(found.keySet());
        Set<String> families = found.keySet().stream().map(TruthIT::family).collect(Collectors.toSet());
        assertThat(truth.keySet().stream().filter(key -> families.contains(family(key))))
                .allSatisfy(key -> assertThat(found.getOrDefault(key, BigDecimal.ZERO))
                        .as(key)
                        .isEqualByComparingTo(truth.get(key)));
        assertRates(truth, found);
    }

    /** The key without the entity that it is about. */
    private static String family(String key) {
        return key.replaceFirst("\\[.*", "");
    }

    /**
     * Every item of the truth has its value, and every other item is of the database server, which no generator knows.
     */
    private static void assertCatalogue(SortedMap<String, BigDecimal> truth, CatalogueValues catalogue, Engine engine) {
        SortedMap<String, BigDecimal> found = catalogue.numbers();
        assertThat(truth)
                .allSatisfy((key, value) ->
                        assertThat(found.get(key)).as(key).isNotNull().isCloseTo(value, DECIMALS));
        assertThat(found.keySet()).filteredOn(key -> !truth.containsKey(key)).allMatch(TruthIT::isOfTheServer);
        assertServer(found, catalogue, engine);
    }

    private static boolean isOfTheServer(String key) {
        return key.startsWith("ver.db.") || key.equals("ver.collector.clock.skew");
    }

    private static void assertServer(SortedMap<String, BigDecimal> found, CatalogueValues catalogue, Engine engine) {
        boolean isMariaDb = engine.kind().equals("mariadb");
        assertThat(catalogue.statuses())
                .allSatisfy((group, status) -> assertThat(status.status())
                        .as(group + ": " + status.error())
                        .isEqualTo(expectedStatus(group, engine)));
        assertBetween(found, "ver.db.latency", "0", "5000");
        assertBetween(found, "ver.db.connections", "1", "50");
        assertBetween(found, "ver.db.connections.used.pct", "0.1", "50");
        assertBetween(found, "ver.db.cachehit.pct", "1", "100");
        assertBetween(found, "ver.db.size", "1000000", "1000000000");
        assertBetween(found, "ver.db.tables", "50", "100");
        assertThat(found.keySet().stream().filter(key -> key.startsWith("ver.db.table.size[")))
                .hasSize(20);
        for (String key : List.of("sessions", "active", "long", "longest", "lockwait", "deadlocks", "rollbacks"))
            assertThat(found).containsKey("ver.db." + key);
        if (isMariaDb) assertThat(catalogue.texts().get("ver.db.slow.top")).contains("performance_schema is off");
    }

    /** The extension for slow statements is not there, and what changed can be told from the second run on. */
    private static int expectedStatus(String group, Engine engine) {
        if (group.equals("members.transitions")) return 3;
        boolean isMariaDb = engine.kind().equals("mariadb");
        return !isMariaDb && Set.of("db.slow", "db.slow.top").contains(group) ? 2 : 0;
    }

    private static void assertBetween(Map<String, BigDecimal> found, String key, String least, String most) {
        assertThat(found.get(key)).as(key).isNotNull().isBetween(new BigDecimal(least), new BigDecimal(most));
    }

    /** The server would show it its own session only: no value is better than that one. */
    @Test
    void anAccountWithoutTheRightGetsAnErrorInsteadOfSessionsOnMariaDb() throws Exception {
        assertNoSessionsFor(
                mariaDb,
                "CREATE OR REPLACE USER guest@'127.0.0.1' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON delinde.* TO guest@'127.0.0.1'");
    }

    @Test
    void anAccountWithoutTheRightGetsAnErrorInsteadOfSessionsOnPostgres() throws Exception {
        assertNoSessionsFor(postgres, "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN PASSWORD 'secret'");
    }

    private static void assertNoSessionsFor(Engine engine, String... grants) throws Exception {
        SiteDatabase site = filled(engine, Association.generate(1, Association.SMALLEST, Health.GOOD, NOW));
        try (Connection connection = site.connect();
                var statement = connection.createStatement()) {
            for (String sql : grants) statement.execute(sql);
        }
        CatalogueValues values = CatalogueValues.of(site, new Login("guest", "secret"), NOW);
        assertThat(values.statuses().get("db.statements"))
                .satisfies(status -> assertThat(status.status()).isEqualTo(1))
                .satisfies(status -> assertThat(status.error()).contains("may not read this"));
        assertThat(values.texts()).doesNotContainKeys("ver.db.sessions", "ver.db.long");
        assertThat(values.texts()).containsKeys("ver.db.connections", "ver.db.deadlocks", "ver.db.latency");
    }

    private static void assertRates(SortedMap<String, BigDecimal> truth, Map<String, BigDecimal> found) {
        BigDecimal left = found.getOrDefault("ver.members.left.30d", BigDecimal.ZERO);
        BigDecimal joined = found.get("ver.members.joined[d30]");
        BigDecimal active = found.get("ver.members.count[Active]");
        BigDecimal hundred = BigDecimal.valueOf(100);
        assertThat(truth.get("ver.members.churn.rate.30d"))
                .isEqualByComparingTo(
                        left.multiply(hundred).divide(active.add(left).subtract(joined), MathContext.DECIMAL64));
        assertThat(truth.get("ver.members.net.30d")).isEqualByComparingTo(joined.subtract(left));
    }

    private static void assertTopErrors(List<Truth.ErrorCount> truth, List<PlainSql.Cells> found) {
        assertThat(found.stream().map(row -> row.text("title") + row.number("n")))
                .containsExactlyElementsOf(truth.stream()
                        .map(error -> error.title() + error.count())
                        .toList());
    }

    @Test
    void theReaderMayReadAndNotWriteOnMariaDb() throws Exception {
        assertReadOnly(mariaDb);
    }

    @Test
    void theReaderMayReadAndNotWriteOnPostgres() throws Exception {
        assertReadOnly(postgres);
    }

    private static void assertReadOnly(Engine engine) throws Exception {
        SiteDatabase site = filled(engine, Association.generate(1, Association.SMALLEST, Health.GOOD, NOW));
        try (Connection connection = site.connectAsReader();
                var statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT \"name\" FROM \"tabMember\"")
                            .next())
                    .isTrue();
            assertThatThrownBy(() -> statement.execute("DELETE FROM \"tabMember\""))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static CatalogueValues values(SiteDatabase site, LocalDateTime moment) {
        return CatalogueValues.of(site, site.reader(), moment);
    }

    private static SiteDatabase filled(Engine engine, Association association) throws Exception {
        SiteDatabase site = new SiteDatabase(engine, "delinde", new Login("meldkamer", "secret"));
        site.fill(association);
        return site;
    }
}

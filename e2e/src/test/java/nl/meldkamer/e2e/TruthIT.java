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

    /** Those of which every item is compared. */
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
            SortedMap<String, BigDecimal> truth = Truth.of(association, moment);
            try (Connection connection = site.connectAsReader()) {
                PlainSql sql = new PlainSql(connection, moment);
                assertSame(truth, sql.values());
                assertSame(truth, CatalogueAnswers.of(site, moment));
                assertTopErrors(Truth.topErrors(association, moment), sql.ask("E3"));
            }
        }
    }

    /** The first minute of a day, the last of a year, the days on which summer time begins and ends. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T00:00:20", "2026-12-31T23:59:30", "2026-03-29T12:00:00", "2026-10-25T12:00:00"})
    void theCatalogueSaysTheTruthAtEveryEdgeOfTheCalendar(LocalDateTime moment) throws Exception {
        Association association = Association.generate(12, MEMBERS, Health.TROUBLED, moment);
        for (Engine engine : List.of(mariaDb, postgres))
            assertSame(Truth.of(association, moment), CatalogueAnswers.of(filled(engine, association), moment));
    }

    /** What is zero whatever happens may as well not be asked. */
    @Test
    void inTroubleEveryItemOfPeopleAndMoneyHasSomethingToSay() throws Exception {
        Association association = Association.generate(13, MEMBERS, Health.TROUBLED, NOW);
        CatalogueAnswers said = CatalogueAnswers.of(filled(mariaDb, association), NOW);
        Set<String> families = new TreeSet<>();
        Set<String> telling = new TreeSet<>();
        said.components().forEach((key, component) -> {
            if (!COMPONENTS.contains(component)) return;
            families.add(family(key));
            if (said.number(key).signum() != 0) telling.add(family(key));
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

    /** Percentages are sent with four decimals; all else is exact, as the clock stands still. */
    private static void assertSame(SortedMap<String, BigDecimal> truth, CatalogueAnswers said) {
        assertThat(truth.keySet()).allSatisfy(key -> assertThat(said.values()).containsKey(key));
        assertThat(truth.keySet())
                .allSatisfy(key -> assertThat(said.number(key)).as(key).isCloseTo(truth.get(key), DECIMALS));
        assertThat(said.values().keySet().stream()
                        .filter(key -> COMPONENTS.contains(said.components().get(key))))
                .isSubsetOf(truth.keySet());
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

    private static SiteDatabase filled(Engine engine, Association association) throws Exception {
        SiteDatabase site = new SiteDatabase(engine, "delinde", new Login("meldkamer", "secret"));
        site.fill(association);
        return site;
    }
}

package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generator says is true against what plain SQL finds, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthIT {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 15, 4, 5);
    private static final int MEMBERS = 400;

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
                assertTopErrors(Truth.topErrors(association, moment), sql.ask("E3"));
            }
        }
    }

    /** SQL has no row for what there is none of; the truth has a zero. */
    private static void assertSame(SortedMap<String, BigDecimal> truth, Map<String, BigDecimal> found) {
        assertThat(truth.keySet()).containsAll(found.keySet());
        Stream<String> comparable = truth.keySet().stream().filter(key -> !isDerived(key));
        assertThat(comparable)
                .allSatisfy(key -> assertThat(found.getOrDefault(key, BigDecimal.ZERO))
                        .as(key)
                        .isEqualByComparingTo(truth.get(key)));
        assertRates(truth, found);
    }

    private static boolean isDerived(String key) {
        return key.contains(".rate.")
                || key.contains(".pct")
                || key.equals("ver.members.net.30d")
                || key.equals("ver.dues.oldest")
                || key.equals("ver.dues.yearly.expected");
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

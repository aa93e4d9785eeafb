package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must pass, on a real server. */
abstract class SqlSourceContract {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));

    private SqlSource source;

    abstract RealDatabase server();

    /** A query that lasts five seconds. */
    abstract String longQuery();

    /** A query that makes the server quote "NL91ABNA" in its message. */
    abstract String queryThatLeaks();

    @BeforeEach
    void connect() {
        source = new SqlSource("app", server().settings());
    }

    @AfterEach
    void disconnect() {
        source.close();
        server().execute("site", "DELETE FROM \"tabMember\"");
    }

    @Test
    void rowsComeInTheTypesThatExpressionsTake() throws SourceException {
        server().execute(
                        "site",
                        "INSERT INTO \"tabMember\" VALUES ('m1', 12.500000, 1, 0.25, '2026-02-28', '2026-02-28 23:59:59.123456')");
        Answer answer = ask("SELECT * FROM \"tabMember\"");
        assertThat(answer.columns())
                .containsExactly(
                        new Column("name", Kind.TEXT),
                        new Column("amount", Kind.NUMBER),
                        new Column("paid", Kind.NUMBER),
                        new Column("share", Kind.NUMBER),
                        new Column("joined", Kind.MOMENT),
                        new Column("modified", Kind.MOMENT));
        assertThat(answer.rows())
                .containsExactly(Map.of(
                        "name", Optional.of("m1"),
                        "amount", Optional.of(new BigDecimal("12.500000")),
                        "paid", Optional.of(new BigDecimal("1")),
                        "share", Optional.of(new BigDecimal("0.25")),
                        "joined", Optional.of(LocalDate.of(2026, 2, 28)),
                        "modified", Optional.of(LocalDateTime.of(2026, 2, 28, 23, 59, 59, 123_456_000))));
    }

    @Test
    void nullIsAnAbsentValueInEveryType() throws SourceException {
        server().execute("site", "INSERT INTO \"tabMember\" VALUES (NULL, NULL, NULL, NULL, NULL, NULL)");
        assertThat(ask("SELECT * FROM \"tabMember\"").rows().get(0).values())
                .hasSize(6)
                .containsOnly(Optional.empty());
    }

    @Test
    void columnsAreKnownWithoutRows() throws SourceException {
        Answer answer =
                ask("SELECT name AS dim, COUNT(*) AS n, MIN(modified) AS oldest FROM \"tabMember\" GROUP BY name");
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.columns())
                .containsExactly(
                        new Column("dim", Kind.TEXT), new Column("n", Kind.NUMBER), new Column("oldest", Kind.MOMENT));
    }

    @Test
    void aCountIsANumber() throws SourceException {
        assertThat(ask("SELECT COUNT(*) AS n, COALESCE(SUM(paid), 0) AS paid FROM \"tabMember\"")
                        .rows())
                .containsExactly(Map.of("n", Optional.of(BigDecimal.ZERO), "paid", Optional.of(BigDecimal.ZERO)));
    }

    @Test
    void cutOffsAreBoundInTheSitesZoneWhateverTheMachinesZoneIs() throws SourceException {
        TimeZone machine = TimeZone.getDefault();
        try {
            // Half past two does not exist on this day in the machine's zone.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Amsterdam"));
            ZonedDateTime now = ZonedDateTime.of(2026, 3, 29, 4, 30, 0, 123_456_789, ZoneId.of("America/New_York"));
            Answer answer =
                    source.ask(sql("SELECT CAST(:t_2h AS " + momentType() + ") AS t, CAST(:d_m1mo AS DATE) AS d"), now);
            assertThat(answer.rows())
                    .containsExactly(Map.of(
                            "t", Optional.of(LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
                            "d", Optional.of(LocalDate.of(2026, 2, 28))));
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    abstract String momentType();

    @Test
    void aParameterThatDoesNotExistIsNamed() {
        SourceException failure = failureOf("SELECT 1 WHERE :d_m7 > :yesterday");
        assertThat(failure.failure()).isEqualTo(Failure.OTHER);
        assertThat(failure).hasMessageContaining("yesterday");
    }

    /** MariaDB tells only those who may read the whole database that a table is not there. */
    @Test
    void aMissingTableAndAMissingColumnAreTold() {
        try (SqlSource wide = new SqlSource("app", server().settings(server().address(), "wide", "right"))) {
            assertThat(failureOf(wide, "SELECT * FROM \"tabGone\"")).satisfies(e -> {
                assertThat(e.failure()).isEqualTo(Failure.MISSING);
                assertThat(e)
                        .hasMessageStartingWith("source 'app': a table or column is not there")
                        .hasMessageContaining("tabGone");
            });
            assertThat(failureOf(wide, "SELECT \"gone\" FROM \"tabMember\""))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.MISSING))
                    .hasMessageContaining("gone");
        }
    }

    @Test
    void aTableWithoutRightIsTold() {
        assertThat(failureOf("SELECT * FROM \"tabSecret\"")).satisfies(e -> {
            assertThat(e.failure()).isEqualTo(Failure.FORBIDDEN);
            assertThat(e).hasMessageContaining("tabSecret").hasMessageContaining("grant SELECT on it");
        });
    }

    @Test
    void aQueryThatIsNoSqlIsQuoted() {
        assertThat(failureOf("SELEKT 1")).hasMessageContaining("SELEKT");
    }

    @Test
    void whatARowHeldIsNotInTheMessage() {
        SourceException failure = failureOf(queryThatLeaks());
        assertThat(failure.getCause()).hasStackTraceContaining("NL91ABNA");
        assertThat(failure).hasMessageStartingWith("source 'app': the query failed (SQLSTATE");
        assertThat(failure.getMessage()).doesNotContain("NL91ABNA");
    }

    @Test
    void nothingCanBeWritten() {
        server().execute("site", "GRANT ALL ON \"tabMember\" TO reader");
        assertThat(failureOf("INSERT INTO \"tabMember\" (name) VALUES ('intruder')"))
                .hasMessageMatching("(?is).*read.only.*");
    }

    @Test
    void aQueryThatTakesTooLongIsEndedByTheServerAndTheNextOneWorks() throws SourceException {
        SourceException failure = failureOf(longQuery());
        assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(failure).hasMessageContaining("no answer within 1 s");
        assertThat(ask("SELECT 1 AS one").rows()).hasSize(1);
    }

    /** Such as an upgrade of the app; it must neither stop the collector nor be taken for an empty table. */
    @Test
    void aTableThatSomebodyElseHoldsIsToldAndTheNextQuestionWorks() throws Exception {
        String question = "SELECT COUNT(*) AS n FROM \"tabMember\"";
        server().whileHolding(
                        "tabMember",
                        () -> assertThat(failureOf(question).failure()).isIn(Failure.TIMEOUT, Failure.DEADLOCK));
        assertThat(ask(question).rows()).hasSize(1);
    }

    @Test
    void moreRowsThanAGroupMayHaveAreRefused() {
        assertThat(failureOf("SELECT 1 FROM information_schema.columns a, information_schema.columns b LIMIT 10001"))
                .hasMessageContaining("more than 10000 rows");
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        try (SqlSource wrong = new SqlSource("app", server().settings(server().address(), "reader", "wr0ng"))) {
            SourceException failure = failureOf(wrong, "SELECT 1");
            assertThat(failure.failure()).isEqualTo(Failure.REFUSED);
            assertThat(failure)
                    .hasMessageContaining("does not let user 'reader' into database 'site'")
                    .hasMessageContaining("check user, password, database and tls");
            assertThat(failure.getMessage()).doesNotContain("wr0ng");
        }
    }

    @Test
    void aPortWhereNothingListensIsUnreachable() {
        Address nowhere = new Address("127.0.0.1", RealServer.freePort());
        try (SqlSource gone = new SqlSource("app", server().settings(nowhere, "reader", "right"))) {
            SourceException failure = failureOf(gone, "SELECT 1");
            assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(failure).hasMessageContaining(nowhere.toString()).hasMessageContaining("refused");
        }
    }

    @Test
    void aServerThatSaysNothingIsUnreachableWithinTheTimeLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SqlSource mute = new SqlSource("app", mute(silent))) {
            long start = System.nanoTime();
            assertThat(failureOf(mute, "SELECT 1").failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        }
    }

    private Sql mute(ServerSocket silent) {
        return server().settings(new Address("127.0.0.1", silent.getLocalPort()), "reader", "right");
    }

    @Test
    void aRestartBetweenTwoQuestionsGoesUnnoticed() throws SourceException {
        ask("SELECT 1 AS one");
        server().stop();
        server().start();
        assertThat(ask("SELECT 1 AS one").rows()).hasSize(1);
    }

    @Test
    void aSourceRecoversWhenTheServerIsBack() throws SourceException {
        ask("SELECT 1 AS one");
        server().stop();
        assertThat(failureOf("SELECT 1").failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failureOf("SELECT 1").failure()).isEqualTo(Failure.UNREACHABLE);
        server().start();
        assertThat(ask("SELECT 1 AS one").rows()).hasSize(1);
    }

    @Test
    void aSourceIdentifiesWhatAnswers() throws SourceException {
        assertThat(source.identify())
                .contains(
                        server().settings().engine().title(), server().address().toString(), "database 'site'")
                .doesNotContain("right");
    }

    @Test
    void thePingTellsTimeAndClock() throws SourceException {
        ZonedDateTime slow = ZonedDateTime.now(ZoneId.of("Asia/Kathmandu")).minusMinutes(10);
        Map<String, Optional<Object>> row =
                source.ask(new Collect.Ping(), slow).rows().get(0);
        assertThat((BigDecimal) row.get("latency_ms").orElseThrow()).isPositive();
        assertThat((BigDecimal) row.get("clock_ahead").orElseThrow())
                .isBetween(BigDecimal.valueOf(599), BigDecimal.valueOf(601));
    }

    @Test
    void aTableIsReadPageByPageThoughManyRowsAreOfOneMoment() throws SourceException {
        for (String name : new String[] {"m1", "m2", "m3"})
            server().execute(
                            "site",
                            "INSERT INTO \"tabMember\" VALUES ('" + name
                                    + "', 1, 1, 1, '2026-02-28', '2026-02-28 23:59:59.123456')");
        Collect.Sql page = new Collect.Sql(Map.of("", """
                SELECT "name" AS entity, "modified" AS modified FROM "tabMember"
                WHERE "modified" >= :watermark AND ("modified" > :watermark OR "name" > :after)
                ORDER BY "modified", "name" LIMIT :page
                """));
        LocalDateTime moment = LocalDateTime.of(2026, 2, 28, 23, 59, 59, 123_456_000);
        assertThat(entities(page, moment, "", 2)).containsExactly("m1", "m2");
        assertThat(entities(page, moment, "m2", 2)).containsExactly("m3");
        assertThat(entities(page, moment.plusNanos(1000), "", 2)).isEmpty();
    }

    private List<String> entities(Collect.Sql page, LocalDateTime watermark, String after, int size)
            throws SourceException {
        return source.ask(page, NOW, Map.of("watermark", watermark, "after", after, "page", size)).rows().stream()
                .map(row -> Cell.text(row, "entity"))
                .toList();
    }

    private Answer ask(String query) throws SourceException {
        return source.ask(sql(query), NOW);
    }

    private SourceException failureOf(String query) {
        return failureOf(source, query);
    }

    private static SourceException failureOf(SqlSource source, String query) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> source.ask(sql(query), NOW));
        assertThat(failure).as("the question was answered").isNotNull();
        return failure;
    }

    private static Collect sql(String query) {
        return new Collect.Sql(Map.of("", query));
    }
}

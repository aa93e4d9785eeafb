package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.source.SourceException.Failure;
import org.junit.jupiter.api.Test;

/** What every database must pass, on a real server, where a question has no answer. */
abstract class SqlFailureContract extends SqlSourceFixture {

    /** A query that lasts five seconds. */
    abstract String longQuery();

    /** A query that makes the server quote "NL91ABNA" in its message. */
    abstract String queryThatLeaks();

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
}

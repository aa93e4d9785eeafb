package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings.Engine;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.config.SourceSettings.Tls;
import nl.meldkamer.agent.source.SourceException.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that a test on a real server cannot easily bring about. */
class DialectTest {

    @ParameterizedTest
    @CsvSource({
        "1040, 08004, UNREACHABLE",
        "1213, 40001, DEADLOCK",
        "1205, HY000, DEADLOCK",
        "1044, 42000, REFUSED",
        "1049, 42000, REFUSED",
        "3159, HY000, REFUSED",
        "1143, 42000, FORBIDDEN",
        "1053, 08S01, UNREACHABLE",
        "1690, 22003, OTHER"
    })
    void codesOfMariaDbAreKnown(int code, String state, Failure failure) {
        assertThat(new MariaDbDialect().classify(new SQLException("", state, code)))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "53300, UNREACHABLE",
        "57P03, UNREACHABLE",
        "40P01, DEADLOCK",
        "55P03, DEADLOCK",
        "3D000, REFUSED",
        "28000, REFUSED",
        "22012, OTHER"
    })
    void statesOfPostgreSqlAreKnown(String state, Failure failure) {
        assertThat(new PostgreSqlDialect().classify(new SQLException("", state)))
                .isEqualTo(failure);
    }

    @Test
    void anAnswerThatDoesNotComeAfterTheQueryWentOutIsATimeout() {
        SQLException silence = new SQLException("gone", "08000", new SocketTimeoutException("Read timed out"));
        assertThat(failures().whileAsking(silence).failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(failures().whileConnecting(silence).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void aLongMessageIsCut() {
        SQLException syntax = new SQLException("(conn=12) near '" + "x".repeat(1000) + "'", "42000", 1064);
        assertThat(failures().whileAsking(syntax).getMessage())
                .startsWith("source 'app': the query failed (near 'xxx")
                .hasSizeLessThan(260);
    }

    private static SqlFailure failures() {
        Address at = new Address("127.0.0.1", 3306);
        Sql settings = new Sql(Engine.MARIADB, at, "site", "reader", new Secret("x"), Tls.OFF, Duration.ofSeconds(5));
        return new SqlFailure("app", settings, new MariaDbDialect());
    }
}

package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT COUNT(*) AS n FROM x | n",
                "SELECT \"status\" AS dim, a.b, \"c\" FROM x | dim b c",
                "SELECT COALESCE(SUM(CASE WHEN y=1 THEN 1 ELSE 0 END),0) AS a, MAX(z) m FROM x | a m",
                "SELECT 1 AS one | one",
                "SELECT (SELECT COUNT(*) AS inside FROM x) AS outside | outside",
                "WITH w AS (SELECT 1 AS inside) SELECT outside FROM w | outside",
                "SELECT a FROM x UNION SELECT b FROM y | a",
                "select a from x | a",
                "SELECT ', b FROM ' AS a FROM x | a",
                "SELECT CASE WHEN a > 0 THEN a END AS base FROM x | base"
            })
    void columnsAreThoseOfTheOutermostSelectList(String sql, String columns) {
        assertThat(SqlText.of(sql).columns()).containsExactly(columns.split(" "));
    }

    @Test
    void commentsHoldNoColumns() {
        assertThat(SqlText.of("/* SELECT no */ SELECT a -- , b FROM\n FROM x").columns())
                .containsExactly("a");
    }

    @Test
    void parametersAreNotCastsLiteralsOrComments() {
        SqlText text =
                SqlText.of("SELECT a::int, ':no' FROM \":no\" WHERE b > :t_5m AND c <= :today -- :no\n /* :no */");
        assertThat(text.parameters()).containsExactly("t_5m", "today");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "today", "t_today", "t_5m", "t_24h", "t_90d", "d_m7", "d_p30", "d_m36mo", "d_month"})
    void knowsTheParametersThatAreBound(String name) {
        assertThat(SqlText.isParameter(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "t_0m", "t_5s", "t_5", "d_7", "d_m", "d_p36mo", "t_999999d", "watermark"})
    void knowsNoOtherParameters(String name) {
        assertThat(SqlText.isParameter(name)).isFalse();
    }

    @Test
    void onlyReadingStatementsAreReadOnly() {
        assertThat(SqlText.of("-- note\nSELECT 1 AS a").isReadOnly()).isTrue();
        assertThat(SqlText.of("with w as (select 1 as a) select a from w").isReadOnly())
                .isTrue();
        assertThat(SqlText.of("UPDATE x SET a=1").isReadOnly()).isFalse();
        assertThat(SqlText.of("").isReadOnly()).isFalse();
    }
}

package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class BoundQueryTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 20, 15, 4, 5, 0, SiteDatabase.ZONE);

    @Test
    void parametersBecomeLiterals() {
        assertThat(bound("\"day\" > :d_m7 AND \"moment\" <= :t_1h AND \"name\" > :after LIMIT :page"))
                .isEqualTo(
                        "\"day\" > '2026-11-13' AND \"moment\" <= '2026-11-20 14:04:05' AND \"name\" > '' LIMIT 1000");
    }

    @Test
    void aColonOfARegularExpressionStays() {
        assertThat(bound("REGEXP_REPLACE(\"error\", '[[:space:]]*(:|$)', '')"))
                .isEqualTo("REGEXP_REPLACE(\"error\", '[[:space:]]*(:|$)', '')");
    }

    @Test
    void allQueriesOfThePeerAreFoundAndBound() throws IOException {
        assertThat(PeerCost.queries())
                .hasSize(26)
                .allSatisfy(
                        query -> assertThat(bound(query)).startsWith("SELECT ").doesNotContain(":t_", ":d_", ":today"));
    }

    private static String bound(String sql) {
        return BoundQuery.of(sql, NOW);
    }
}

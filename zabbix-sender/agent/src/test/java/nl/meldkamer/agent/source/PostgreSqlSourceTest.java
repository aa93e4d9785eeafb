package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlSourceTest extends SqlSourceContract {

    @RegisterExtension
    static final RealPostgreSql SERVER = new RealPostgreSql();

    @Override
    RealDatabase server() {
        return SERVER;
    }

    @Override
    String longQuery() {
        return "SELECT pg_sleep(5)";
    }

    @Override
    String queryThatLeaks() {
        return "SELECT CAST('NL91ABNA' AS INTEGER)";
    }

    @Override
    String momentType() {
        return "TIMESTAMP";
    }

    @Test
    void aMomentWithAZoneComesInTheSitesZoneAndANumberThatIsNoneIsAbsent() throws SourceException {
        try (SqlSource source = new SqlSource("app", SERVER.settings())) {
            ZonedDateTime now = ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
            String query = "SELECT TIMESTAMPTZ '2026-07-01 10:00:00+00' AS t, CAST('NaN' AS FLOAT8) AS f, 1 = 1 AS b";
            assertThat(source.ask(new Collect.Sql(Map.of("postgresql", query)), now)
                            .rows())
                    .containsExactly(Map.of(
                            "t", Optional.of(LocalDateTime.of(2026, 7, 1, 12, 0)),
                            "f", Optional.empty(),
                            "b", Optional.of(java.math.BigDecimal.ONE)));
        }
    }
}

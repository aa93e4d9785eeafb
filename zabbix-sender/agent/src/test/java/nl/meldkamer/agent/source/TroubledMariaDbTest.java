package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TroubledMariaDbTest extends TroubledDatabaseContract {

    @RegisterExtension
    static final RealMariaDb SERVER = new RealMariaDb();

    @Override
    RealDatabase server() {
        return SERVER;
    }

    @Override
    List<String> zones() {
        return List.of(
                "SET GLOBAL time_zone = '-11:00'",
                "SET GLOBAL time_zone = '+13:00'",
                "SET GLOBAL time_zone = '+01:00'",
                "SET GLOBAL time_zone = 'SYSTEM'");
    }

    /** Rows, as a plain question locks none; the one that has changed most is spared. */
    @Override
    Deadlock deadlock() {
        return new Deadlock(
                "INSERT INTO \"tabTwo\" SELECT seq FROM seq_1_to_1000",
                everythingAnd(" STRAIGHT_JOIN \"tabOne\" STRAIGHT_JOIN \"tabTwo\" LOCK IN SHARE MODE"),
                "UPDATE \"tabOne\" SET name = 'changed'",
                "SELECT COUNT(*) FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'");
    }

    @Override
    String code() {
        return "SQLSTATE 40001, error 1213";
    }

    /** The catalogue asks for no zone by its name; who does so in a query of their own gets no value, not a wrong one. */
    @Test
    void aZoneThatTheServerDoesNotKnowGivesNoValue() throws SourceException {
        try (SqlSource source = new SqlSource("app", SERVER.settings())) {
            Collect query = new Collect.Sql(
                    Map.of("", "SELECT CONVERT_TZ(MAX(modified), 'Europe/Amsterdam', 'UTC') AS t FROM \"tabMember\""));
            ZonedDateTime now = ZonedDateTime.of(2026, 3, 1, 0, 30, 0, 0, ZoneId.of("Europe/Amsterdam"));
            assertThat(source.ask(query, now).rows()).containsExactly(Map.of("t", Optional.empty()));
        }
    }
}

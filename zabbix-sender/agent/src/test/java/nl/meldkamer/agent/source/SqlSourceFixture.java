package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A real server, and a source that asks it. */
abstract class SqlSourceFixture {

    static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));

    SqlSource source;

    abstract RealDatabase server();

    @BeforeEach
    void connect() {
        source = new SqlSource("app", server().settings());
    }

    @AfterEach
    void disconnect() {
        source.close();
        server().execute("site", "DELETE FROM \"tabMember\"");
    }

    Answer ask(String query) throws SourceException {
        return source.ask(sql(query), NOW);
    }

    SourceException failureOf(String query) {
        return failureOf(source, query);
    }

    static SourceException failureOf(SqlSource source, String query) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> source.ask(sql(query), NOW));
        assertThat(failure).as("the question was answered").isNotNull();
        return failure;
    }

    static Collect sql(String query) {
        return new Collect.Sql(Map.of("", query));
    }
}

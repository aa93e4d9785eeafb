package nl.meldkamer.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final SignerKey KEY = SignerKey.generate("audit.example.org", new SecureRandom());

    private static PostgreSql server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgreSql.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static long sealed(AuditStore store) {
        Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
        sealing.sealAll();
        assertThat(sealing.failures()).isEmpty();
        return sealing.states().get(0).size();
    }

    private static List<String> counts(AuditStore store, String query) {
        return store.as(Role.READER)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    @Test
    void nothingIsSealedPastAHoleUntilItIsFilled() throws Exception {
        server.execute("postgres", "CREATE DATABASE hole");
        try (AuditStore store = server.open("hole");
                Connection connection = server.connect("hole")) {
            Events.append(connection, 0, 300, "{}");
            Events.append(connection, 301, 700, "{}");
            assertThat(sealed(store)).isEqualTo(300);
            assertThat(counts(store, "SELECT sum(count)::text FROM audit.rollup"))
                    .containsExactly("300");
            Events.append(connection, 300, 301, "{}");
            assertThat(sealed(store)).isEqualTo(700);
            assertThat(counts(store, "SELECT sum(count)::text FROM audit.rollup"))
                    .containsExactly("700");
        }
    }

    @Test
    void anEventIsCountedInTheHourAndInTheDayInWhichItHappened() throws Exception {
        server.execute("postgres", "CREATE DATABASE hours");
        try (AuditStore store = server.open("hours")) {
            List<Event> events = new ArrayList<>();
            for (String moment : List.of(
                    "0001-01-01T00:00:00Z",
                    "1899-12-31T23:59:59.999999Z",
                    "1999-12-31T23:59:59.999999Z",
                    "2000-01-01T00:00:00Z",
                    "2026-03-04T12:59:59.999999Z",
                    "2026-03-04T12:00:00Z",
                    "2026-03-04T13:00:00Z",
                    "9999-12-31T23:59:59.999999Z")) {
                for (String status : List.of("Compliant", "Failed", "Mislukt é"))
                    events.add(new Event(
                            "s",
                            "o",
                            moment + status,
                            "p",
                            "a",
                            status,
                            null,
                            null,
                            null,
                            Instant.parse(moment),
                            "{}",
                            null));
            }
            try (Writer writer = Writer.start(store, WriterSettings.of("one"), null, Clock.systemUTC())) {
                assertThat(writer.append(events).orTimeout(30, TimeUnit.SECONDS).join())
                        .allMatch(Appended.Stored.class::isInstance);
            }
            assertThat(sealed(store)).isEqualTo(events.size());
            assertThat(counts(
                            store, "SELECT (hour, process, action, status, count)::text FROM audit.rollup ORDER BY 1"))
                    .isEqualTo(counts(
                            store,
                            "SELECT (date_trunc('hour', occurred, 'UTC'), process, action, status, count(*))::text"
                                    + " FROM audit.event GROUP BY date_trunc('hour', occurred, 'UTC'), process, action,"
                                    + " status ORDER BY 1"))
                    .hasSize(21);
            assertThat(counts(
                            store,
                            "SELECT (day, process, action, status, count)::text FROM audit.rollup_day ORDER BY 1"))
                    .isEqualTo(counts(
                            store,
                            "SELECT ((occurred AT TIME ZONE 'UTC')::date, process, action, status, count(*))::text"
                                    + " FROM audit.event GROUP BY (occurred AT TIME ZONE 'UTC')::date, process, action,"
                                    + " status ORDER BY 1"))
                    .hasSize(18);
        }
    }

    @Test
    void afterAStepOfManyEventsAnotherFollowsAndAfterOneOfFewNone() throws Exception {
        server.execute("postgres", "CREATE DATABASE busy");
        try (AuditStore store = server.open("busy");
                Connection connection = server.connect("busy")) {
            Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            Events.append(connection, 0, Sealing.MANY_LEAVES, "{}");
            assertThat(sealing.round()).isTrue();
            Events.append(connection, Sealing.MANY_LEAVES, 2L * Sealing.MANY_LEAVES - 1, "{}");
            assertThat(sealing.round()).isFalse();
            assertThat(sealing.states().get(0).size()).isEqualTo(2L * Sealing.MANY_LEAVES - 1);
        }
    }
}

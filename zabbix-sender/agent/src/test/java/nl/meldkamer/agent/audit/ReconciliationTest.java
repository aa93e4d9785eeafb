package nl.meldkamer.agent.audit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import nl.meldkamer.agent.config.AuditSettings.AlertSettings;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.zabbix.AlertHistory;
import nl.meldkamer.agent.zabbix.Api;
import nl.meldkamer.agent.zabbix.FakeApi;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.tail.Cursors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String CURSOR = "https://z club";

    private final Map<String, String> positions = new HashMap<>();
    private final List<Event> stored = new ArrayList<>();
    private final TreeSet<Long> problems = new TreeSet<>();
    private boolean refuses;
    private FakeApi server;
    private Api api;
    private Reconciliation reconciliation;

    @BeforeEach
    void start() throws Exception {
        server = new FakeApi("7.0.3");
        server.answer("host.get", "[{\"hostid\":\"3\"}]");
        server.answer("event.get", parameters -> FakeApi.result(events(parameters)));
        api = new Api(server.url(), "s3cret", Duration.ofSeconds(30));
        Producer producer = new Producer(
                "zabbix",
                "club/alerts",
                "zabbix",
                new Credential.BearerToken("a token of some length"),
                ZoneOffset.UTC,
                1);
        AlertSettings settings = new AlertSettings(
                producer,
                "https://z",
                new ZabbixServer.Api(server.url(), new Secret("s3cret")),
                "club",
                Duration.ofMinutes(1));
        reconciliation = new Reconciliation(
                settings,
                new AlertHistory(api, "https://z", "club"),
                this::append,
                this::known,
                new Memory(),
                new ComplianceFigures(() -> NOW),
                () -> NOW);
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @Test
    void theFirstLookGoesBackADayAndTheNextGoOnFromWhereItWas() {
        problem(1, 4000);
        assertThat(reconciliation.look()).isEqualTo(2);
        assertThat(asked(0).path("time_from").asLong())
                .isEqualTo(NOW.minus(Reconciliation.FIRST_LOOK).getEpochSecond());
        assertThat(positions).containsEntry(CURSOR, "4000");
        problem(4001);
        assertThat(reconciliation.look()).isEqualTo(1);
        assertThat(asked(1).path("eventid_from").asLong()).isEqualTo(4000 - Reconciliation.OVERLAP);
        assertThat(positions).containsEntry(CURSOR, "4001");
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        problem(7, 7);
        reconciliation.look();
        assertThat(reconciliation.look()).isZero();
        assertThat(stored).hasSize(1);
    }

    @Test
    void manyProblemsComeInPagesOfBoundedSizeAndALookThatIsFullGoesOnNextTime() {
        int all = Reconciliation.PAGE * (Reconciliation.MOST_PAGES + 1);
        positions.put(CURSOR, "0");
        LongStream.rangeClosed(1, all).forEach(problems::add);
        assertThat(reconciliation.look()).isEqualTo((long) Reconciliation.PAGE * Reconciliation.MOST_PAGES);
        assertThat(server.calls)
                .filteredOn(call -> call.method().equals("event.get"))
                .hasSize(Reconciliation.MOST_PAGES)
                .allSatisfy(call ->
                        assertThat(call.parameters().path("limit").asInt()).isEqualTo(Reconciliation.PAGE));
        assertThat(reconciliation.look()).isEqualTo(Reconciliation.PAGE);
        assertThat(stored).extracting(Event::id).doesNotHaveDuplicates().hasSize(all);
    }

    @Test
    void aLookThatFailsLeavesThePositionWhereItWas() {
        problem(7, 7);
        refuses = true;
        assertThatThrownBy(reconciliation::look)
                .isInstanceOf(AuditException.class)
                .hasMessage("the store does not take what Zabbix tells");
        assertThat(positions).isEmpty();
        refuses = false;
        assertThat(reconciliation.look()).isEqualTo(1);
    }

    @Test
    void anApiThatRefusesIsAFailureAndItsTokenIsNotTold() {
        server.answer("event.get", parameters -> FakeApi.error("No permissions."));
        assertThatThrownBy(reconciliation::look)
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("Zabbix does not tell: event.get")
                .message()
                .doesNotContain("s3cret");
    }

    private void problem(long... numbers) {
        for (long number : numbers) problems.add(number);
    }

    private String events(JsonNode parameters) {
        return problems.tailSet(parameters.path("eventid_from").asLong()).stream()
                .limit(parameters.path("limit").asLong())
                .map(number -> "{\"eventid\":\"" + number + "\",\"objectid\":\"1\",\"clock\":\"" + NOW.getEpochSecond()
                        + "\",\"name\":\"n\",\"severity\":\"2\",\"r_eventid\":\"0\",\"acknowledges\":[]}")
                .collect(joining(",", "[", "]"));
    }

    private JsonNode asked(int look) {
        return server.calls.stream()
                .filter(call -> call.method().equals("event.get"))
                .toList()
                .get(look)
                .parameters();
    }

    private CompletableFuture<List<Appended>> append(List<Event> events) {
        List<Appended> outcomes = new ArrayList<>();
        for (Event event : events) {
            if (!refuses) stored.add(event);
            outcomes.add(refuses ? new Appended.Refused("too much at once") : new Appended.Stored(stored.size()));
        }
        return CompletableFuture.completedFuture(outcomes);
    }

    private Set<UUID> known(String stream, Collection<UUID> ids) {
        Set<UUID> known = new HashSet<>();
        for (Event event : stored) known.add(EventId.of(event.source(), event.id()));
        known.retainAll(ids);
        return known;
    }

    private final class Memory implements Cursors {
        @Override
        public Optional<String> position(String source, String name) {
            return Optional.ofNullable(positions.get(name));
        }

        @Override
        public void move(String source, String name, String position) {
            positions.put(name, position);
        }
    }
}

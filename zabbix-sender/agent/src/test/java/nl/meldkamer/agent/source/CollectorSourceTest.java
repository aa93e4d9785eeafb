package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.agent.spool.DeadReason;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Collect.Collector.Topic;
import org.junit.jupiter.api.Test;

class CollectorSourceTest {

    private static final ZonedDateTime NOW =
            Instant.ofEpochSecond(1_700_000_000).atZone(ZoneOffset.UTC);
    private static final Duration TOOK = Duration.ofMillis(12);

    private final GroupStatuses statuses = new GroupStatuses();
    private final CollectorSource source =
            new CollectorSource("collector", statuses, () -> new DeliveryStatus.Counters(100, 2, 1, 0, 7, 33, 1));

    @Test
    void theHeartbeatIsTheTimeOfTheQuestion() {
        assertThat(ask(Topic.HEARTBEAT).rows()).containsExactly(Map.of("unixtime", number(1_700_000_000)));
    }

    @Test
    void aGroupThatHasNotRunHasNoRow() {
        assertThat(ask(Topic.GROUPS).rows()).isEmpty();
        assertThat(ask(Topic.GROUPS).columns()).extracting(Answer.Column::name).contains("group", "status");
    }

    @Test
    void eachGroupShowsItsLastRun() {
        statuses.record(GroupStatus.failed("queue", failure(Failure.MISSING), "redis", TOOK));
        statuses.record(GroupStatus.ok("queue", "redis", TOOK));
        statuses.record(GroupStatus.failed("members", failure(Failure.MISSING), "app", TOOK));
        assertThat(ask(Topic.GROUPS).rows())
                .containsExactly(
                        Map.of(
                                "group", Optional.of("members"),
                                "source", Optional.of("app"),
                                "status", number(2),
                                "time_ms", number(12),
                                "error", Optional.of("source 'app': gone")),
                        Map.of(
                                "group", Optional.of("queue"),
                                "source", Optional.of("redis"),
                                "status", number(0),
                                "time_ms", number(12),
                                "error", Optional.of("")));
    }

    @Test
    void aSkippedGroupSaysSoUntilItHasRunAgain() {
        statuses.skipped("members");
        assertThat(ask(Topic.GROUPS).rows()).isEmpty();
        statuses.record(GroupStatus.ok("members", "app", TOOK));
        assertThat(ask(Topic.GROUPS).rows().get(0)).containsEntry("status", number(0));
        statuses.skipped("members");
        assertThat(ask(Topic.GROUPS).rows().get(0)).containsEntry("status", number(3));
        statuses.record(GroupStatus.ok("members", "app", TOOK));
        assertThat(ask(Topic.GROUPS).rows().get(0)).containsEntry("status", number(0));
    }

    @Test
    void aSkippedGroupThatFailedShowsTheFailure() {
        statuses.record(GroupStatus.failed("members", failure(Failure.TIMEOUT), "app", TOOK));
        statuses.skipped("members");
        assertThat(ask(Topic.GROUPS).rows().get(0)).containsEntry("status", number(1));
    }

    @Test
    void onlyAChangeIsNews() {
        assertThat(statuses.record(GroupStatus.ok("a", "app", TOOK))).isFalse();
        statuses.skipped("a");
        assertThat(statuses.record(GroupStatus.ok("a", "app", TOOK))).isFalse();
        assertThat(statuses.record(GroupStatus.failed("a", failure(Failure.OTHER), "app", TOOK)))
                .isTrue();
        assertThat(statuses.record(GroupStatus.failed("a", failure(Failure.OTHER), "app", TOOK)))
                .isFalse();
        assertThat(statuses.record(GroupStatus.ok("a", "app", TOOK))).isTrue();
        assertThat(statuses.record(GroupStatus.failed("b", failure(Failure.OTHER), "app", TOOK)))
                .isTrue();
    }

    @Test
    void aSourceIsDownOnlyWhenItIsOutOfUseAsAWhole() {
        statuses.record(GroupStatus.ok("a", "app", TOOK));
        statuses.record(GroupStatus.failed("b", failure(Failure.TIMEOUT), "app", TOOK));
        statuses.record(GroupStatus.failed("q", failure(Failure.REFUSED), "redis", TOOK));
        assertThat(ask(Topic.SOURCES).rows())
                .containsExactly(
                        Map.of("source", Optional.of("app"), "up", number(1), "error", Optional.of("")),
                        Map.of(
                                "source", Optional.of("redis"),
                                "up", number(0),
                                "error", Optional.of("source 'app': gone")));
    }

    @Test
    void theCountersOfDeliveryArePassedOn() {
        assertThat(ask(Topic.DELIVERY).rows())
                .containsExactly(Map.of(
                        "sent",
                        number(100),
                        "rejected",
                        number(2),
                        "dead",
                        number(1),
                        "dropped",
                        number(0),
                        "spooled",
                        number(7),
                        "spool_oldest",
                        number(33),
                        "blocked_hosts",
                        number(1)));
    }

    @Test
    void whyValuesWereGivenUpIsPassedOn() {
        CollectorSource asked = new CollectorSource("collector", statuses, new DeliveryStatus() {
            @Override
            public Counters counters() {
                return Counters.NONE;
            }

            @Override
            public List<DeadReason> deadReasons() {
                return List.of(new DeadReason("unknown key", 12));
            }
        });
        assertThat(asked.ask(new Collect.Collector(Topic.REASONS), NOW).rows())
                .containsExactly(Map.of("n", number(12), "reason", Optional.of("unknown key")));
        assertThat(ask(Topic.REASONS).rows()).isEmpty();
    }

    private Answer ask(Topic topic) {
        return source.ask(new Collect.Collector(topic), NOW);
    }

    private static SourceException failure(Failure failure) {
        return new SourceException("app", failure, "gone");
    }

    private static Optional<Object> number(long number) {
        return Optional.of(BigDecimal.valueOf(number));
    }
}

package nl.meldkamer.agent.source;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.SourceSettings.Redis;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

class RedisSourceTest {

    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private static final String BENCH = "home-frappe-frappe-bench";
    private static final ZonedDateTime NOW =
            Instant.parse("2026-03-01T12:00:00Z").atZone(ZoneOffset.UTC);

    private final RedisSource source = new RedisSource("queue", SERVER.settings(BENCH));

    @AfterEach
    void clean() {
        source.close();
        try (Jedis redis = SERVER.administrator()) {
            redis.flushAll();
            redis.aclDelUser("guest");
        }
    }

    @Test
    void theQueuesOfFrappeAreThereBeforeTheyEverHadAJob() throws SourceException {
        Answer answer = ask();
        assertThat(byQueue(answer)).containsOnlyKeys("default", "long", "short");
        assertThat(answer.rows()).allSatisfy(row -> {
            assertThat(row.get("waiting")).contains(BigDecimal.ZERO);
            assertThat(row.get("workers")).contains(BigDecimal.ZERO);
            assertThat(row.get("oldest")).isEmpty();
        });
    }

    @Test
    void everyRegistryOfAQueueIsCounted() throws SourceException {
        try (Jedis redis = SERVER.administrator()) {
            String queue = BENCH + ":mail";
            redis.sadd("rq:queues", "rq:queue:" + queue, "rq:queue:other-bench:mail", "rq:queue:" + BENCH + "-2:mail");
            redis.rpush("rq:queue:" + queue, "site||one", "site||two", "site||three");
            redis.hset("rq:job:site||one", "enqueued_at", "2026-03-01T11:50:00.500000Z");
            redis.hset("rq:job:site||two", "enqueued_at", "2026-03-01T11:59:00.000000Z");
            redis.zadd("rq:wip:" + queue, (double) NOW.toEpochSecond() - 1, "dead");
            redis.zadd("rq:wip:" + queue, (double) NOW.toEpochSecond() + 60, "alive");
            redis.zadd("rq:wip:" + queue, Double.POSITIVE_INFINITY, "endless");
            redis.zadd("rq:failed:" + queue, Map.of("a", 1.0, "b", 1.0, "c", 1.0, "d", 1.0));
            redis.zadd("rq:deferred:" + queue, Map.of("a", 1.0, "b", 1.0));
            redis.zadd("rq:scheduled:" + queue, Map.of("a", 1.0));
            redis.sadd("rq:workers:" + queue, "rq:worker:w1", "rq:worker:w2", "rq:worker:killed");
            redis.hset("rq:worker:w1", "state", "busy");
            redis.hset("rq:worker:w2", "state", "idle");
        }
        assertThat(byQueue(ask())).containsOnlyKeys("default", "long", "mail", "short");
        assertThat(byQueue(ask()).get("mail"))
                .containsEntry("waiting", number(3))
                .containsEntry("oldest", number(599))
                .containsEntry("started", number(3))
                .containsEntry("failed", number(4))
                .containsEntry("deferred", number(2))
                .containsEntry("scheduled", number(1))
                .containsEntry("stuck", number(1))
                .containsEntry("workers", number(2))
                .containsEntry("busy", number(1));
    }

    @Test
    void whatRedisSaysOfItselfIsPassedOn() throws SourceException {
        Answer answer = source.ask(new Collect.RedisInfo(), NOW);
        assertThat(answer.rows()).hasSize(1);
        assertThat(answer.columns())
                .extracting(Answer.Column::name)
                .containsExactlyInAnyOrderElementsOf(new Collect.RedisInfo().columns());
        Map<String, Optional<Object>> row = answer.rows().get(0);
        assertThat((BigDecimal) row.get("memory").orElseThrow()).isGreaterThan(BigDecimal.valueOf(100_000));
        assertThat((BigDecimal) row.get("clients").orElseThrow()).isPositive();
        assertThat(row).containsEntry("evicted", number(0)).containsEntry("memory_limit", Optional.empty());
    }

    @Test
    void whatTheCacheFoundAndDidNotFindIsTold() throws SourceException {
        try (Jedis redis = SERVER.administrator()) {
            redis.configResetStat();
            redis.set("page", "text");
            redis.get("page");
            redis.get("page");
            redis.get("another");
        }
        assertThat(source.ask(new Collect.RedisInfo(), NOW).rows().get(0))
                .containsEntry("hits", number(2))
                .containsEntry("misses", number(1));
    }

    @Test
    void aMemoryLimitThatIsSetIsTold() throws SourceException {
        try (Jedis redis = SERVER.administrator()) {
            redis.configSet("maxmemory", "50000000");
            assertThat(source.ask(new Collect.RedisInfo(), NOW).rows().get(0))
                    .containsEntry("memory_limit", number(50_000_000));
            redis.configSet("maxmemory", "0");
        }
    }

    @Test
    void thePingTellsTimeAndClock() throws SourceException {
        Map<String, Optional<Object>> row = source.ask(
                        new Collect.Ping(), ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(10))
                .rows()
                .get(0);
        assertThat((BigDecimal) row.get("latency_ms").orElseThrow()).isPositive();
        assertThat((BigDecimal) row.get("clock_ahead").orElseThrow())
                .isBetween(BigDecimal.valueOf(599), BigDecimal.valueOf(601));
    }

    @Test
    void aJobWithoutAUsableTimeLeavesTheAgeOpen() throws SourceException {
        try (Jedis redis = SERVER.administrator()) {
            redis.rpush("rq:queue:" + BENCH + ":short", "gone");
            redis.rpush("rq:queue:" + BENCH + ":long", "odd");
            redis.hset("rq:job:odd", "enqueued_at", "yesterday");
        }
        assertThat(byQueue(ask()).get("short"))
                .containsEntry("waiting", number(1))
                .containsEntry("oldest", Optional.empty());
        assertThat(byQueue(ask()).get("long")).containsEntry("oldest", Optional.empty());
    }

    @Test
    void aJobFromAClockThatIsAheadIsNotYoungerThanNew() throws SourceException {
        try (Jedis redis = SERVER.administrator()) {
            redis.rpush("rq:queue:" + BENCH + ":short", "job");
            redis.hset("rq:job:job", "enqueued_at", "2026-03-01T12:00:05Z");
        }
        assertThat(byQueue(ask()).get("short")).containsEntry("oldest", number(0));
    }

    @Test
    void withoutABenchNamesAreTakenAsTheyStand() throws SourceException {
        try (Jedis redis = SERVER.administrator();
                RedisSource plain = new RedisSource("queue", SERVER.settings(""))) {
            redis.sadd("rq:queues", "rq:queue:mail");
            redis.rpush("rq:queue:mail", "one");
            assertThat(byQueue(plain.ask(new Collect.Rq(), NOW)).get("mail")).containsEntry("waiting", number(1));
        }
    }

    @Test
    void aQueueThatIsNoListIsAnErrorAndNoZero() {
        try (Jedis redis = SERVER.administrator()) {
            redis.set("rq:queue:" + BENCH + ":short", "text");
        }
        assertThat(failureOf(source))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.OTHER))
                .hasMessageContaining("WRONGTYPE");
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        try (RedisSource wrong = new RedisSource("queue", SERVER.settings(SERVER.address(), "", "wr0ng", BENCH));
                RedisSource none = new RedisSource("queue", SERVER.settings(SERVER.address(), "", "", BENCH))) {
            assertThat(failureOf(wrong))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.REFUSED))
                    .hasMessageContaining("check user and password")
                    .hasMessageNotContaining("wr0ng");
            assertThat(failureOf(none).failure()).isEqualTo(Failure.REFUSED);
        }
    }

    @Test
    void anAccountThatMayNotReadIsTold() {
        try (Jedis redis = SERVER.administrator();
                RedisSource guest = new RedisSource("queue", SERVER.settings(SERVER.address(), "guest", "pw", BENCH))) {
            redis.aclSetUser("guest", "on", ">pw", "~other:*", "+@all");
            assertThat(failureOf(guest).failure()).isEqualTo(Failure.FORBIDDEN);
        }
    }

    @Test
    void aPortWhereNothingListensIsUnreachable() {
        Address nowhere = new Address("127.0.0.1", RealServer.freePort());
        try (RedisSource gone = new RedisSource("queue", SERVER.settings(nowhere, "", "right", BENCH))) {
            assertThat(failureOf(gone))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.UNREACHABLE))
                    .hasMessageContaining(nowhere.toString())
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aServerThatSaysNothingIsUnreachableWithinTheTimeLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RedisSource mute = new RedisSource("queue", mute(silent))) {
            long start = System.nanoTime();
            assertThat(failureOf(mute).failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        }
    }

    private static Redis mute(ServerSocket silent) {
        return SERVER.settings(new Address("127.0.0.1", silent.getLocalPort()), "", "right", BENCH);
    }

    @Test
    void aServerThatHangsIsATimeoutAndTheSourceRecovers() throws SourceException {
        ask();
        try (Jedis redis = SERVER.administrator()) {
            redis.clientPause(2500, ClientPauseMode.ALL);
        }
        assertThat(failureOf(source).failure()).isEqualTo(Failure.TIMEOUT);
        try (Jedis redis = SERVER.administrator()) {
            assertThat(redis.ping()).isEqualTo("PONG");
        }
        assertThat(ask().rows()).hasSize(3);
    }

    @Test
    void aRestartBetweenTwoQuestionsGoesUnnoticed() throws SourceException {
        ask();
        SERVER.stop();
        SERVER.start();
        assertThat(ask().rows()).hasSize(3);
    }

    @Test
    void aSourceRecoversWhenTheServerIsBack() throws SourceException {
        ask();
        SERVER.stop();
        assertThat(failureOf(source).failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failureOf(source).failure()).isEqualTo(Failure.UNREACHABLE);
        SERVER.start();
        assertThat(ask().rows()).hasSize(3);
    }

    @Test
    void aSourceIdentifiesWhatAnswers() throws SourceException {
        assertThat(source.identify()).matches("Redis [0-9.]+ at " + SERVER.address());
    }

    private Answer ask() throws SourceException {
        return source.ask(new Collect.Rq(), NOW);
    }

    private static SourceException failureOf(RedisSource source) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> source.ask(new Collect.Rq(), NOW));
        assertThat(failure).as("the question was answered").isNotNull();
        return failure;
    }

    private static Map<Object, Map<String, Optional<Object>>> byQueue(Answer answer) {
        return answer.rows().stream().collect(toMap(row -> row.get("queue").orElseThrow(), row -> row));
    }

    private static Optional<Object> number(long count) {
        return Optional.of(BigDecimal.valueOf(count));
    }
}

package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * The keys of RQ 1.15 to 2.6, for a queue whose whole name is {@code bench:queue}:
 *
 * <pre>
 * rq:queues              set     "rq:queue:" + whole name of each queue that ever had a job
 * rq:queue:NAME          list    ids of waiting jobs, the next one first
 * rq:wip:NAME            zset    started jobs; score: when the heartbeat runs out, seconds since 1970
 * rq:failed:NAME         zset
 * rq:deferred:NAME       zset
 * rq:scheduled:NAME      zset
 * rq:workers:NAME        set     keys of workers, dead ones too until RQ cleans up
 * rq:worker:WORKER       hash    expires when the worker has died; state: busy, idle, suspended or started
 * rq:job:ID              hash    enqueued_at: when it was queued, ISO 8601 in UTC; "data" is never read
 * </pre>
 *
 * Three round trips, however many queues there are.
 */
final class RqQueues {

    private static final int MOST_QUEUES = 500;
    private static final String QUEUE = "rq:queue:";
    /** Frappe's own; they are there before they ever had a job. */
    private static final List<String> ALWAYS = List.of("short", "default", "long");

    private static final List<Column> COLUMNS = List.of(
            new Column("queue", Kind.TEXT),
            new Column("waiting", Kind.NUMBER),
            new Column("oldest", Kind.NUMBER),
            new Column("started", Kind.NUMBER),
            new Column("failed", Kind.NUMBER),
            new Column("deferred", Kind.NUMBER),
            new Column("scheduled", Kind.NUMBER),
            new Column("stuck", Kind.NUMBER),
            new Column("workers", Kind.NUMBER),
            new Column("busy", Kind.NUMBER));

    private final Jedis redis;
    private final String prefix;

    RqQueues(Jedis redis, String bench) {
        this.redis = redis;
        this.prefix = bench.isEmpty() ? "" : bench + ":";
    }

    Answer read(Instant now) {
        List<Queue> queues = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (String name : names()) queues.add(new Queue(pipeline, name, prefix, now));
            pipeline.sync();
            queues.forEach(queue -> queue.askFurther(pipeline));
        }
        return Answer.of(COLUMNS, queues.stream().map(queue -> queue.row(now)).toList());
    }

    /** Sorted; bounded, as a program gone wild may make queues without end. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>(ALWAYS);
        redis.smembers("rq:queues").stream()
                .filter(key -> key.startsWith(QUEUE + prefix))
                .map(key -> key.substring((QUEUE + prefix).length()))
                .sorted()
                .limit(MOST_QUEUES)
                .forEach(names::add);
        return names;
    }

    /** What is asked about one queue; the responses have values once the pipeline was synchronised. */
    private static final class Queue {
        private final String name;
        private final Response<Long> waiting;
        private final Response<String> head;
        private final Response<Long> started;
        private final Response<Long> failed;
        private final Response<Long> deferred;
        private final Response<Long> scheduled;
        private final Response<Long> stuck;
        private final Response<Set<String>> workers;
        private @Nullable Response<String> enqueuedAt;
        private List<Response<String>> states = List.of();

        Queue(Pipeline pipeline, String name, String prefix, Instant now) {
            String whole = prefix + name;
            this.name = name;
            waiting = pipeline.llen(QUEUE + whole);
            head = pipeline.lindex(QUEUE + whole, 0);
            started = pipeline.zcard("rq:wip:" + whole);
            failed = pipeline.zcard("rq:failed:" + whole);
            deferred = pipeline.zcard("rq:deferred:" + whole);
            scheduled = pipeline.zcard("rq:scheduled:" + whole);
            stuck = pipeline.zcount("rq:wip:" + whole, "-inf", Long.toString(now.getEpochSecond()));
            workers = pipeline.smembers("rq:workers:" + whole);
        }

        void askFurther(Pipeline pipeline) {
            @Nullable String job = head.get();
            Set<String> registered = workers.get();
            if (job != null) enqueuedAt = pipeline.hget("rq:job:" + job, "enqueued_at");
            states = registered.stream()
                    .sorted()
                    .map(worker -> pipeline.hget(worker, "state"))
                    .toList();
        }

        List<@Nullable Object> row(Instant now) {
            return Arrays.asList(
                    name,
                    number(waiting.get()),
                    oldest(now),
                    number(started.get()),
                    number(failed.get()),
                    number(deferred.get()),
                    number(scheduled.get()),
                    number(stuck.get()),
                    number(workers(state -> true)),
                    number(workers("busy"::equals)));
        }

        /** Those that live, as the dead have no state any more. */
        private long workers(Predicate<String> which) {
            return states.stream()
                    .map(Response::get)
                    .filter(Objects::nonNull)
                    .filter(which)
                    .count();
        }

        private @Nullable BigDecimal oldest(Instant now) {
            return Optional.ofNullable(enqueuedAt)
                    .map(Response::get)
                    .flatMap(Queue::instant)
                    .map(since ->
                            number(Math.max(0, Duration.between(since, now).toSeconds())))
                    .orElse(null);
        }

        private static Optional<Instant> instant(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static BigDecimal number(long count) {
            return BigDecimal.valueOf(count);
        }
    }
}

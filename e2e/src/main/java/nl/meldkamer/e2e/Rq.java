package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import redis.clients.jedis.RedisClient;

/**
 * Writes the keys of a Frappe bench's job queues as RQ 1.x does (rq/queue.py, rq/registry.py, rq/job.py, rq/worker.py):
 *
 * <pre>
 * rq:queues                    set   rq:queue:{bench}:{queue}
 * rq:queue:{bench}:{queue}     list  ids of waiting jobs, oldest first
 * rq:job:{id}                  hash  status, origin, created_at, enqueued_at, timeout, data (a pickle)
 * rq:wip:{bench}:{queue}       zset  id of a job at work, scored with the second at which its heartbeat runs out
 * rq:failed: deferred: scheduled: {bench}:{queue}   zset of ids
 * rq:workers                   set   rq:worker:{name}
 * rq:workers:{bench}:{queue}   set   rq:worker:{name}
 * rq:worker:{name}             hash  state, queues, birth, last_heartbeat; expires when the worker dies
 * </pre>
 */
final class Rq {

    static final String BENCH = "home-frappe-frappe-bench";

    private static final String SITE = "delinde.example.org";
    private static final Duration HEARTBEAT = Duration.ofMinutes(30);
    private static final long WORKER_SECONDS = Duration.ofHours(12).toSeconds();

    /** Bytes that are no text, as a pickle's are. */
    private static final byte[] PICKLE = {(byte) 0x80, 4, '.', (byte) 0xff};

    /** As utcformat of RQ writes it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final RedisClient redis;
    private final RandomGenerator random;

    Rq(RedisClient redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    static String qname(String queue) {
        return BENCH + ":" + queue;
    }

    boolean isEmpty() {
        return !redis.exists("rq:queues");
    }

    /** Puts the queues there as they are described, in place of what was there. */
    void write(List<WorkQueue> queues, Instant now) {
        redis.flushDB();
        queues.forEach(queue -> write(queue, now));
    }

    private void write(WorkQueue queue, Instant now) {
        redis.sadd("rq:queues", "rq:queue:" + qname(queue.name()));
        queue.waiting().forEach(since -> enqueue(queue.name(), since));
        register("wip", queue.name(), "started", queue.started(), now.plus(HEARTBEAT));
        register("wip", queue.name(), "started", queue.stuck(), now.minus(HEARTBEAT));
        register("failed", queue.name(), "failed", queue.failed(), now.plus(Duration.ofDays(7)));
        register("deferred", queue.name(), "deferred", queue.deferred(), now);
        register("scheduled", queue.name(), "scheduled", queue.scheduled(), now.plus(HEARTBEAT));
        for (int i = 0; i < queue.workers(); i++) beat(queue.name(), i, i < queue.started() ? "busy" : "idle", now);
    }

    /** Puts a job in a queue. */
    void enqueue(String queue, Instant now) {
        redis.rpush("rq:queue:" + qname(queue), job(queue, "queued", now));
    }

    /** Takes the oldest waiting job, if there is one, and does it at once. */
    void work(String queue) {
        String job = redis.lpop("rq:queue:" + qname(queue));
        if (job != null) redis.del("rq:job:" + job);
    }

    long waiting(String queue) {
        return redis.llen("rq:queue:" + qname(queue));
    }

    /** Takes every waiting job away. */
    void empty(String queue) {
        while (waiting(queue) > 0) work(queue);
    }

    /** Shows a job at work, or none. */
    void showBusy(String queue, boolean isBusy, Instant now) {
        String registry = "rq:wip:" + qname(queue);
        String job = SITE + "||busy";
        if (isBusy) redis.zadd(registry, (double) now.plus(HEARTBEAT).getEpochSecond(), job);
        else redis.zrem(registry, job);
    }

    private void register(String registry, String queue, String status, int count, Instant score) {
        for (int i = 0; i < count; i++) {
            String job = job(queue, status, Instant.now());
            redis.zadd("rq:" + registry + ":" + qname(queue), (double) score.getEpochSecond(), job);
        }
    }

    private String job(String queue, String status, Instant now) {
        String id = SITE + "||" + new UUID(random.nextLong(), random.nextLong());
        String key = "rq:job:" + id;
        redis.hset(
                key,
                Map.of(
                        "status", status,
                        "origin", qname(queue),
                        "created_at", TIME.format(now),
                        "enqueued_at", TIME.format(now),
                        "timeout", "300"));
        redis.hset(key.getBytes(UTF_8), "data".getBytes(UTF_8), PICKLE);
        return id;
    }

    /** A worker says that it lives. */
    void beat(String queue, int worker, Instant now) {
        beat(queue, worker, "idle", now);
    }

    private void beat(String queue, int worker, String state, Instant now) {
        String key = workerKey(queue, worker);
        redis.sadd("rq:workers", key);
        redis.sadd("rq:workers:" + qname(queue), key);
        redis.hset(
                key,
                Map.of(
                        "state", state,
                        "queues", qname(queue),
                        "birth", TIME.format(now),
                        "last_heartbeat", TIME.format(now)));
        redis.expire(key, WORKER_SECONDS);
    }

    /** A worker ends in good order. */
    void leave(String queue, int worker) {
        String key = workerKey(queue, worker);
        redis.srem("rq:workers", key);
        redis.srem("rq:workers:" + qname(queue), key);
        redis.del(key);
    }

    private static String workerKey(String queue, int worker) {
        return "rq:worker:" + queue + "-" + worker;
    }
}

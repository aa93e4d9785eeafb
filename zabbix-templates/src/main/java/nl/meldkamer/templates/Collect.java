package nl.meldkamer.templates;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is asked of a source. */
public sealed interface Collect {

    /** The columns that every row has; for a query, those of its outermost select list on every engine. */
    Set<String> columns();

    /**
     * A query. {@code text} holds one entry under "" when both engines take the same text (identifiers in double
     * quotes), else one each under "mariadb" and "postgresql". Parameters are cut-offs in the site's time zone:
     * {@code :now}, {@code :today}, {@code :t_5m} (that long ago; m, h, d), {@code :t_today} (midnight),
     * {@code :d_m7} and {@code :d_p30} (dates before and after today), {@code :d_m36mo} (months before today),
     * {@code :d_month} (first of the month).
     */
    record Sql(Map<String, String> text) implements Collect {

        public Sql {
            text = Map.copyOf(text);
        }

        @Override
        public Set<String> columns() {
            Set<String> common = new TreeSet<>();
            text.values().forEach(each -> common.addAll(SqlText.of(each).columns()));
            text.values().forEach(each -> common.retainAll(SqlText.of(each).columns()));
            return common;
        }

        /** The text for "mariadb" or "postgresql". */
        public String forEngine(String engine) {
            String specific = text.get(engine);
            String common = text.get("");
            if (specific != null) return specific;
            if (common != null) return common;
            throw new IllegalArgumentException("no query for " + engine);
        }
    }

    /**
     * The RQ queues of a Frappe bench, a row each: queue, waiting, oldest (seconds, absent when nothing waits), started,
     * failed, deferred, scheduled, stuck (heartbeat expired), workers, busy (of the workers, those with a job).
     */
    record Rq() implements Collect {
        @Override
        public Set<String> columns() {
            return Set.of(
                    "queue",
                    "waiting",
                    "oldest",
                    "started",
                    "failed",
                    "deferred",
                    "scheduled",
                    "stuck",
                    "workers",
                    "busy");
        }
    }

    /**
     * A sign of life of a database or a Redis: one row with latency_ms (of the smallest question over a connection that
     * stands) and clock_ahead (seconds by which the server's clock is ahead of the collector's, half the way added).
     */
    record Ping() implements Collect {
        @Override
        public Set<String> columns() {
            return Set.of("latency_ms", "clock_ahead");
        }
    }

    /**
     * What a Redis says of itself: one row with memory and memory_limit (bytes; the limit is absent when there is none),
     * evicted and refused (keys and connections since its start), clients, uptime (seconds).
     */
    record RedisInfo() implements Collect {
        @Override
        public Set<String> columns() {
            return Set.of("memory", "memory_limit", "evicted", "refused", "clients", "uptime");
        }
    }

    /**
     * The machine the collector runs on. {@code CPU}: one row with cpu_pct, load_per_core. {@code MEMORY}: one row with
     * mem_pct, available, total, swap_pct. {@code FILE_SYSTEMS}: a row each with fs (mount point), type, used_pct,
     * free, total.
     */
    record Host(Part part) implements Collect {
        @Override
        public Set<String> columns() {
            return switch (part) {
                case CPU -> Set.of("cpu_pct", "load_per_core");
                case MEMORY -> Set.of("mem_pct", "available", "total", "swap_pct");
                case FILE_SYSTEMS -> Set.of("fs", "type", "used_pct", "free", "total");
            };
        }

        public enum Part {
            CPU,
            MEMORY,
            FILE_SYSTEMS
        }
    }

    /**
     * The collector's own state. {@code HEARTBEAT}: one row with unixtime. {@code GROUPS}: a row each with group, source,
     * status (0 ok, 1 query failed, 2 table or column missing, 3 skipped, 4 source unreachable), time_ms, error (empty
     * when ok); a group that has not run has no row. {@code SOURCES}: a row each with source, up (1 or 0), error.
     * {@code DELIVERY}: one row with sent, rejected, dead, dropped (counters), spooled, spool_oldest (seconds).
     */
    record Collector(Topic topic) implements Collect {
        @Override
        public Set<String> columns() {
            return switch (topic) {
                case HEARTBEAT -> Set.of("unixtime");
                case GROUPS -> Set.of("group", "source", "status", "time_ms", "error");
                case SOURCES -> Set.of("source", "up", "error");
                case DELIVERY -> Set.of("sent", "rejected", "dead", "dropped", "spooled", "spool_oldest");
            };
        }

        public enum Topic {
            HEARTBEAT,
            GROUPS,
            SOURCES,
            DELIVERY
        }
    }
}

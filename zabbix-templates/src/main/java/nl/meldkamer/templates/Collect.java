package nl.meldkamer.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is asked of a source. */
public sealed interface Collect
        permits Collect.Sql,
                Collect.Rq,
                Collect.Ping,
                Collect.RedisInfo,
                Collect.Host,
                Collect.Collector,
                Collect.Audit,
                Collect.Jmx,
                Collect.MonitorLog,
                Collect.Files,
                Collect.Flags,
                Collect.Http,
                Collect.Sentry,
                StatefulQuery {

    /** The columns that every row has; for a query, those of its outermost select list on every engine. */
    Set<String> columns();

    /** The query that the answer is worked out from, where there is one. */
    default Optional<Sql> query() {
        return Optional.empty();
    }

    /** The columns that {@link #query} must give, beyond those that items ask for. */
    default Set<String> queryColumns() {
        return Set.of();
    }

    /** The parameters of {@link #query} beside the cut-offs. */
    default Set<String> queryParameters() {
        return Set.of();
    }

    /**
     * A query. {@code text} holds one entry under "" when both engines take the same text (identifiers in double
     * quotes), else one each under "mariadb" and "postgresql". Parameters are cut-offs in the site's time zone:
     * {@code :now}, {@code :today}, {@code :t_5m} (that long ago; m, h, d), {@code :t_today} (midnight),
     * {@code :d_m7} and {@code :d_p30} (dates before and after today), {@code :d_m36mo} (months before today),
     * {@code :d_month} (first of the month).
     *
     * @param rest how to ask the same of Frappe's REST API, where the database is out of reach
     */
    record Sql(Map<String, String> text, Optional<Rest> rest) implements Collect {

        public Sql {
            text = Map.copyOf(text);
        }

        /** Only of a database. */
        public Sql(Map<String, String> text) {
            this(text, Optional.empty());
        }

        @Override
        public Optional<Sql> query() {
            return Optional.of(this);
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
     * evicted, hits, misses and refused (keys, reads and connections since its start), clients, uptime (seconds).
     */
    record RedisInfo() implements Collect {
        @Override
        public Set<String> columns() {
            return Set.of("memory", "memory_limit", "evicted", "hits", "misses", "refused", "clients", "uptime");
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
     * {@code DELIVERY}: one row with sent, rejected, dead, dropped (counters), spooled, spool_oldest (seconds),
     * blocked_hosts. {@code REASONS}: a row each with n and reason, for values given up in 24 hours.
     */
    record Collector(Topic topic) implements Collect {
        @Override
        public Set<String> columns() {
            return switch (topic) {
                case HEARTBEAT -> Set.of("unixtime");
                case GROUPS -> Set.of("group", "source", "status", "time_ms", "error");
                case SOURCES -> Set.of("source", "up", "error");
                case DELIVERY ->
                    Set.of("sent", "rejected", "dead", "dropped", "spooled", "spool_oldest", "blocked_hosts");
                case REASONS -> Set.of("n", "reason");
            };
        }

        public enum Topic {
            HEARTBEAT,
            GROUPS,
            SOURCES,
            DELIVERY,
            REASONS
        }
    }

    /** The daemon's audit store. */
    record Audit(AuditAspect aspect) implements Collect {
        @Override
        public Set<String> columns() {
            return aspect.columns();
        }
    }

    /**
     * The collector's own figures as Zabbix's Java gateway reads them, where Zabbix asks for them by JMX; the collector
     * itself puts no such question. An item's value is one column, the attribute's name; for beans of which there are
     * several there is a discovery, whose macros are the gateway's: {@code {#JMXGROUP}} for the property {@code group}.
     */
    record Jmx(JmxBean bean) implements Collect {
        @Override
        public Set<String> columns() {
            return bean.columns();
        }
    }

    /**
     * Frappe's monitor.json.log, as far as it was written since the run before; Frappe writes in bursts, so most columns
     * have no value in a run that found nothing new. Times are in milliseconds.
     *
     * <p>{@code REQUESTS}: one row with age (seconds since the newest entry), minutes (that the entries cover), requests,
     * errors (status 5xx), rejected (status 429), avg, p50, p95, p99, slow_1h (slow requests of the last hour), unreadable
     * (lines), skipped (bytes that were passed over to catch up). {@code PATHS}: a row for each of the busiest paths, with
     * path (without names and numbers), requests, avg, p95. {@code JOBS}: a row for each of the busiest methods of
     * background jobs, with method, runs, p95, wait_p95.
     */
    record MonitorLog(View view) implements Collect {

        @Override
        public Set<String> columns() {
            return switch (view) {
                case REQUESTS ->
                    Set.of(
                            "age",
                            "minutes",
                            "requests",
                            "errors",
                            "rejected",
                            "avg",
                            "p50",
                            "p95",
                            "p99",
                            "slow_1h",
                            "unreadable",
                            "skipped");
                case PATHS -> Set.of("path", "requests", "avg", "p95");
                case JOBS -> Set.of("method", "runs", "p95", "wait_p95");
            };
        }

        public enum View {
            REQUESTS,
            PATHS,
            JOBS
        }
    }

    /**
     * Files of a directory, by sets: a row each with set, count, newest (time of the newest file), newest_size,
     * previous_size (of the one before), total_size. A file belongs to the first set whose pattern (as of a shell) fits its
     * name; one that was written to within the last minute is not complete and does not count.
     *
     * @param sets name to pattern
     */
    record Files(Map<String, String> sets) implements Collect {

        private static final Set<String> COLUMNS =
                Set.of("set", "count", "newest", "newest_size", "previous_size", "total_size");

        public Files {
            sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        }

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }
    }

    /**
     * Switches in a JSON file: one row, a number for each column. True is 1, false and what is not there 0. Text is never
     * read: such files hold passwords.
     *
     * @param flags column to the key at the top level of the file
     */
    record Flags(Map<String, String> flags) implements Collect {

        public Flags {
            flags = Map.copyOf(flags);
        }

        @Override
        public Set<String> columns() {
            return flags.keySet();
        }
    }

    /**
     * A page that is fetched: one row with up (1 when status and text are as expected), status, time_ms, cert_days (whole
     * days until the certificate ends; below 0 when it has ended), reason (why not up, else empty). That nothing answers
     * is an answer: up is 0.
     */
    record Http() implements Collect {

        private static final Set<String> COLUMNS = Set.of("up", "status", "time_ms", "cert_days", "reason");

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }
    }

    /** Unresolved issues of a project in Sentry that occurred in 24 hours: a row for each level with level, issues, events. */
    record Sentry() implements Collect {

        /** Sentry's, the worst first. */
        public static final List<String> LEVELS = List.of("fatal", "error", "warning", "info", "debug");

        private static final Set<String> COLUMNS = Set.of("level", "issues", "events");

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }
    }
}

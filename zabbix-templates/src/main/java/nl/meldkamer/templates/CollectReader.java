package nl.meldkamer.templates;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads what a group asks of its source: a mapping whose only key names the kind. */
final class CollectReader {

    private static final List<String> KINDS = List.of(
            "sql",
            "rq",
            "redis",
            "ping",
            "host",
            "collector",
            "audit",
            "jmx",
            "transitions",
            "first-seen",
            "overdue-jobs",
            "monitor-log",
            "files",
            "flags",
            "http",
            "sentry");
    private static final List<String> ENGINES = List.of("mariadb", "postgresql");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private CollectReader() {}

    static Collect read(YamlMapping at) {
        List<String> present = KINDS.stream().filter(at::has).toList();
        if (present.size() != 1) at.problem("is one of the keys " + String.join(", ", KINDS));
        Collect collect = read(at, present.isEmpty() ? "" : present.get(0));
        at.done();
        return collect;
    }

    private static Collect read(YamlMapping at, String kind) {
        return switch (kind) {
            case "sql" -> sql(at);
            case "host" ->
                new Collect.Host(at.oneOf("host", Collect.Host.Part.class).orElse(Collect.Host.Part.CPU));
            case "collector" ->
                new Collect.Collector(
                        at.oneOf("collector", Collect.Collector.Topic.class).orElse(Collect.Collector.Topic.HEARTBEAT));
            case "audit" ->
                new Collect.Audit(at.oneOf("audit", AuditAspect.class).orElse(AuditAspect.STREAMS));
            case "jmx" -> new Collect.Jmx(at.oneOf("jmx", JmxBean.class).orElse(JmxBean.DAEMON));
            case "redis" -> only(at, kind, "info", new Collect.RedisInfo());
            case "ping" -> only(at, kind, "server", new Collect.Ping());
            case "transitions" -> transitions(at.mapping(kind));
            case "first-seen" -> firstSeen(at.mapping(kind));
            case "overdue-jobs" -> overdueJobs(at.mapping(kind));
            case "monitor-log" ->
                new Collect.MonitorLog(
                        at.oneOf(kind, Collect.MonitorLog.View.class).orElse(Collect.MonitorLog.View.REQUESTS));
            case "files" -> new Collect.Files(filled(at, kind));
            case "flags" -> new Collect.Flags(filled(at, kind));
            case "http" -> only(at, kind, "page", new Collect.Http());
            case "sentry" -> only(at, kind, "issues", new Collect.Sentry());
            default -> only(at, "rq", "queues", new Collect.Rq());
        };
    }

    /** For a kind that can be asked one thing only. */
    private static Collect only(YamlMapping at, String kind, String thing, Collect collect) {
        String what = at.text(kind, thing);
        if (!what.equals(thing))
            at.problem(kind, "'" + what + "' is not known" + Suggestion.hint(what, List.of(thing)));
        return collect;
    }

    private static Collect.Sql sql(YamlMapping at) {
        Optional<Rest> rest = at.has("rest") ? Optional.of(RestReader.read(at.mapping("rest"))) : Optional.empty();
        if (at.isScalar("sql")) return new Collect.Sql(Map.of("", at.text("sql")), rest);
        YamlMapping engines = at.mapping("sql");
        Map<String, String> texts = new LinkedHashMap<>();
        for (String engine : ENGINES) texts.put(engine, engines.text(engine));
        engines.done();
        return new Collect.Sql(texts, rest);
    }

    private static Collect transitions(YamlMapping at) {
        Collect collect =
                new StatefulQuery.Transitions(sql(at), at.duration("within").orElse(DAY));
        at.done();
        return collect;
    }

    private static Collect firstSeen(YamlMapping at) {
        Duration within = at.duration("within").orElse(DAY);
        Duration remember = at.duration("remember").orElse(FORTNIGHT);
        if (remember.compareTo(within) < 0) at.problem("remember", "must not be shorter than 'within'");
        Collect collect = new StatefulQuery.FirstSeen(sql(at), within, remember);
        at.done();
        return collect;
    }

    private static Collect overdueJobs(YamlMapping at) {
        Collect collect = new StatefulQuery.OverdueJobs(sql(at));
        at.done();
        return collect;
    }

    private static Map<String, String> filled(YamlMapping at, String kind) {
        Map<String, String> entries = at.textMap(kind);
        if (entries.isEmpty()) at.problem(kind, "needs at least one entry");
        return entries;
    }
}

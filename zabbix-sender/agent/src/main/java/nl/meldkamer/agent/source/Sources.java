package nl.meldkamer.agent.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.config.SourceSettings;
import nl.meldkamer.agent.config.SourceSettings.Host;
import nl.meldkamer.agent.config.SourceSettings.Redis;
import nl.meldkamer.agent.config.SourceSettings.Sql;

/** The sources of a site, by name; two need no configuration: the collector, and the host it runs on. */
public final class Sources implements AutoCloseable {

    public static final String COLLECTOR = "collector";
    public static final String HOST = "host";

    private final Map<String, Source> byName;

    private Sources(Map<String, Source> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Connects to nothing yet. */
    public static Sources of(Map<String, SourceSettings> settings, GroupStatuses statuses, DeliveryStatus delivery) {
        Map<String, Source> byName = new LinkedHashMap<>();
        byName.put(HOST, new HostSource(HOST, new Host(List.of())));
        settings.forEach((name, each) -> byName.put(name, source(name, each)));
        byName.put(COLLECTOR, new CollectorSource(COLLECTOR, statuses, delivery));
        return new Sources(byName);
    }

    private static Source source(String name, SourceSettings settings) {
        if (settings instanceof Sql sql) return new SqlSource(name, sql);
        if (settings instanceof Redis redis) return new RedisSource(name, redis);
        return new HostSource(name, (Host) settings);
    }

    public Map<String, Source> byName() {
        return byName;
    }

    @Override
    public void close() {
        byName.values().forEach(Source::close);
    }
}

package nl.meldkamer.agent.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings;
import nl.meldkamer.agent.config.SourceSettings.Files;
import nl.meldkamer.agent.config.SourceSettings.Frappe;
import nl.meldkamer.agent.config.SourceSettings.Host;
import nl.meldkamer.agent.config.SourceSettings.Http;
import nl.meldkamer.agent.config.SourceSettings.JsonFile;
import nl.meldkamer.agent.config.SourceSettings.MonitorLog;
import nl.meldkamer.agent.config.SourceSettings.Redis;
import nl.meldkamer.agent.config.SourceSettings.Sentry;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.state.State;

/**
 * The sources of a site, by name. Two need no configuration, the collector and the host it runs on; the audit store is
 * one inside the daemon that has it.
 */
public final class Sources implements AutoCloseable {

    public static final String AUDIT = "audit";
    public static final String COLLECTOR = "collector";
    public static final String HOST = "host";

    private final Map<String, Source> byName;
    private final State state;

    private Sources(Map<String, Source> byName, State state) {
        this.state = state;
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Connects to nothing yet; remembers as long as the process lives. */
    public static Sources of(Map<String, SourceSettings> settings, GroupStatuses statuses, DeliveryStatus delivery) {
        return of(settings, statuses, delivery, Optional.empty(), State.inMemory());
    }

    /** Connects to nothing yet. What groups remember is kept in {@code state}, which is closed with the sources. */
    public static Sources of(
            Map<String, SourceSettings> settings,
            GroupStatuses statuses,
            DeliveryStatus delivery,
            Optional<AuditStatus> audit,
            State state) {
        Map<String, Source> byName = new LinkedHashMap<>();
        byName.put(HOST, new HostSource(HOST, new Host(List.of())));
        settings.forEach((name, each) -> byName.put(name, source(name, each, state)));
        byName.put(COLLECTOR, new CollectorSource(COLLECTOR, statuses, delivery));
        audit.ifPresent(status -> byName.put(AUDIT, new AuditSource(AUDIT, status)));
        return new Sources(byName, state);
    }

    private static Source source(String name, SourceSettings settings, State state) {
        if (settings instanceof Sql sql) return new DerivedSource(new SqlSource(name, sql), state);
        if (settings instanceof Redis redis) return new RedisSource(name, redis);
        if (settings instanceof MonitorLog log) return new MonitorLogSource(name, log, state);
        if (settings instanceof Files files) return new FilesSource(name, files.directory());
        if (settings instanceof JsonFile json) return new FlagsSource(name, json.file());
        if (settings instanceof Frappe frappe) return new DerivedSource(new FrappeSource(name, frappe), state);
        if (settings instanceof Sentry sentry) return new SentrySource(name, sentry);
        if (settings instanceof Http http) return new HttpSource(name, http, System::nanoTime);
        return new HostSource(name, (Host) settings);
    }

    public Map<String, Source> byName() {
        return byName;
    }

    @Override
    public void close() {
        byName.values().forEach(Source::close);
        state.close();
    }
}

package nl.meldkamer.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.config.AuditSettings.AlertSettings;
import nl.meldkamer.audit.alert.Alert;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads {@code audit.alerts}. */
final class AlertReader {

    private static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);

    private final List<ZabbixServer> servers;
    private final String host;

    AlertReader(List<ZabbixServer> servers, String host) {
        this.servers = servers;
        this.host = host;
    }

    Optional<AlertSettings> read(YamlMapping alerts, List<Producer> producers) {
        Optional<Producer> producer = producer(alerts, producers);
        Optional<ZabbixServer.Api> api = api(alerts);
        Duration every = alerts.duration("every").orElse(DEFAULT_EVERY);
        if (every.isZero()) alerts.problem("every", "must be at least 1s");
        Optional<String> zabbix = alerts.optionalText("zabbix-url");
        alerts.done();
        if (producer.isEmpty() || api.isEmpty()) return Optional.empty();
        String address = zabbix.orElseGet(() -> api.get().url().toString());
        return Optional.of(new AlertSettings(producer.get(), Alert.frontend(address), api.get(), host, every));
    }

    private static Optional<Producer> producer(YamlMapping alerts, List<Producer> producers) {
        String name = alerts.text("producer");
        List<String> names = producers.stream().map(Producer::name).toList();
        if (!name.isEmpty() && !names.contains(name))
            alerts.problem("producer", "no producer has this name" + Suggestion.hint(name, names));
        return producers.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Of the server that is named, else of the first that has one. */
    private Optional<ZabbixServer.Api> api(YamlMapping alerts) {
        Optional<String> name = alerts.optionalText("server");
        Optional<ZabbixServer.Api> api = servers.stream()
                .filter(server -> name.isEmpty() || server.name().equals(name.get()))
                .flatMap(server -> server.api().stream())
                .findFirst();
        if (api.isEmpty())
            alerts.problem(
                    name.map(any -> "server").orElse("producer"),
                    "alerts are asked of Zabbix: a server with 'api', its url and token, is needed");
        return api;
    }
}

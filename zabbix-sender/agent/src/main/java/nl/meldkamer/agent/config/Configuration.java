package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.socket.Peers;
import nl.meldkamer.agent.spool.DeliveryMemory;
import nl.meldkamer.agent.spool.SpoolLimits;

/**
 * A site's configuration.
 *
 * @param host technical name, in Zabbix, of the host that gets the samples
 * @param timeZone of the monitored application; its dates and times are in it
 * @param servers that each get every sample, each with a name of its own; none when Zabbix asks for all values
 * @param data directory of the daemon's own state
 * @param socket where the daemon listens for programs on this machine
 * @param peers who may speak to it there
 * @param catalogue names of built-in catalogues, and paths of the user's own
 * @param sources by name, in the order of the files
 * @param groups by name
 * @param delivered what is remembered of samples that were delivered
 * @param audit the audit store that the daemon serves, if it serves one
 * @param jmx by which its figures can be read, if at all
 * @param gateway as which it tells its figures, if at all
 * @param warnings what works and is still not right, a sentence each
 */
public record Configuration(
        String host,
        ZoneId timeZone,
        List<ZabbixServer> servers,
        Path data,
        Path socket,
        Peers peers,
        List<String> catalogue,
        Map<String, SourceSettings> sources,
        Map<String, GroupOverride> groups,
        SpoolLimits spool,
        DeliveryMemory delivered,
        Optional<AuditSettings> audit,
        Optional<JmxSettings> jmx,
        Optional<GatewaySettings> gateway,
        List<String> warnings) {

    public Configuration {
        servers = List.copyOf(servers);
        catalogue = List.copyOf(catalogue);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        warnings = List.copyOf(warnings);
    }

    /** Directory of the spool. */
    public Path spoolDirectory() {
        return spoolDirectory(data);
    }

    static Path spoolDirectory(Path data) {
        return data.resolve("spool");
    }

    /**
     * Reads {@code file} and {@code conf.d/*.yaml} beside it. Sources and groups may be spread over the files; any other
     * key stands in one of them.
     *
     * @throws nl.meldkamer.templates.yaml.InvalidDocumentException with every fault, if there is any
     */
    public static Configuration read(Path file, Map<String, String> environment) {
        return new ConfigurationReader(file, environment).read();
    }
}

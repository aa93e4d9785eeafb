package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.config.SealSettings;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.zabbix.Api;
import nl.meldkamer.agent.zabbix.TextHistory;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose checkpoints a store is compared with. */
final class WitnessOptions {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description = "Checkpoints that somebody kept elsewhere; by default those that the daemon last sent.")
    private @Nullable Path file;

    @Option(names = "--zabbix", description = "Compare with the checkpoints that Zabbix holds, read through its API.")
    private boolean zabbix;

    @Option(
            names = "--destination",
            paramLabel = "NAME",
            description = "With --zabbix: this server; by default the first whose API the configuration names.")
    private @Nullable String destination;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "With --zabbix: address of api_jsonrpc.php, instead of the configured one.")
    private @Nullable URI url;

    @Option(names = "--api-token-file", paramLabel = "FILE", description = "File with the token for it.")
    private @Nullable Path tokenFile;

    /** What is done with a witness, and with a few words that name it. */
    interface Use extends BiFunction<Witness, String, Integer> {}

    int with(Configuration configuration, SealSettings settings, VerifierKey key, Use use) {
        if (zabbix) return withZabbix(configuration, key, use);
        Path kept = file == null ? settings.witness() : file;
        if (file != null && !Files.exists(kept)) throw new AuditException(kept + " is not there");
        return use.apply(WitnessFile.open(kept), kept.toString());
    }

    private int withZabbix(Configuration configuration, VerifierKey key, Use use) {
        ZabbixServer.Api target = target(configuration);
        try (Api api = new Api(target.url(), target.token().reveal(), TIME_LIMIT)) {
            Witness witness = new ZabbixWitness(new TextHistory(api), configuration.host(), key.name());
            return use.apply(witness, "Zabbix, " + target.url().getAuthority());
        }
    }

    private ZabbixServer.Api target(Configuration configuration) {
        if (url != null) return new ZabbixServer.Api(url, new Secret(token()));
        List<ZabbixServer.Api> known = configuration.servers().stream()
                .filter(server -> destination == null || server.name().equals(destination))
                .flatMap(server -> server.api().stream())
                .toList();
        if (!known.isEmpty()) return known.get(0);
        throw new AuditException(
                "no API is known: give the server one in the configuration, or use --api-url and --api-token-file");
    }

    private String token() {
        if (tokenFile == null) throw new AuditException("--api-url goes only with --api-token-file");
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new AuditException(tokenFile + " can't be read: " + e, e);
        }
    }
}

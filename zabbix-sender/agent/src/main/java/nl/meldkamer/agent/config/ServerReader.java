package nl.meldkamer.agent.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * Reads {@code server}, the one Zabbix of most sites or {@code none} for a site whose Zabbix asks for all values, or
 * {@code servers}, several by name that each get every value.
 */
final class ServerReader {

    private static final String NONE = "none";
    private static final Address STAND_IN = new Address("invalid", ZabbixServer.DEFAULT_PORT);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    private final Placeholders placeholders;
    private final TlsReader tls;

    ServerReader(Placeholders placeholders) {
        this.placeholders = placeholders;
        tls = new TlsReader(placeholders);
    }

    /** The documents that have the one key and the other, which may be the same; no server only if that is said. */
    List<ZabbixServer> read(YamlMapping single, YamlMapping several) {
        if (!several.has("servers")) return isNone(single) ? List.of() : List.of(one(single));
        if (single.has("server"))
            single.problem("server", "stands beside 'servers'; make it one of them, with a name of its own");
        return named(several.mapping("servers"));
    }

    private static boolean isNone(YamlMapping document) {
        return document.has("server")
                && !document.isMapping("server")
                && document.texts("server").equals(List.of(NONE));
    }

    private ZabbixServer one(YamlMapping document) {
        if (!document.has("server"))
            document.problem("key 'server' is missing: write host:port of the Zabbix server, or '" + NONE
                    + "' when Zabbix asks for all values by an agent");
        return server(document, "server", ZabbixServer.DEFAULT_NAME);
    }

    private List<ZabbixServer> named(YamlMapping servers) {
        List<ZabbixServer> found = new ArrayList<>();
        for (String name : servers.keys()) found.add(server(servers, name, name));
        if (found.isEmpty()) servers.problem("names no server; write NAME: host:port, a line for each");
        return found;
    }

    private ZabbixServer server(YamlMapping above, String key, String name) {
        if (!above.isMapping(key)) return ZabbixServer.plain(name, addresses(above, key));
        YamlMapping server = above.mapping(key);
        if (!server.has("address")) server.problem("key 'address' is missing: write host:port of the Zabbix server");
        ZabbixServer read =
                new ZabbixServer(name, addresses(server, "address"), timeLimit(server), tls.read(server), api(server));
        server.done();
        return read;
    }

    private static Duration timeLimit(YamlMapping server) {
        Duration limit = server.duration("timeout").orElse(TrapperConfig.DEFAULT_TIME_LIMIT);
        if (!limit.isZero() && limit.compareTo(LONGEST_TIMEOUT) <= 0) return limit;
        server.problem("timeout", "must be from 1s to 10m");
        return TrapperConfig.DEFAULT_TIME_LIMIT;
    }

    private Optional<ZabbixServer.Api> api(YamlMapping server) {
        if (!server.has("api")) return Optional.empty();
        YamlMapping api = server.mapping("api");
        Optional<URI> url = url(api);
        Secret token = placeholders.secret(api, "token");
        api.done();
        return url.map(address -> new ZabbixServer.Api(address, token));
    }

    private static Optional<URI> url(YamlMapping api) {
        String text = api.text("url");
        if (text.matches("https?://[^/\\s?#@]+(/[^\\s?#]*)?\\.php")) return Optional.of(URI.create(text));
        if (!text.isEmpty())
            api.problem("url", "is not the address of the API; write https://zabbix.example/api_jsonrpc.php");
        return Optional.empty();
    }

    private static List<Address> addresses(YamlMapping mapping, String key) {
        List<Address> found = new ArrayList<>();
        List<String> texts = mapping.texts(key);
        if (texts.isEmpty() && mapping.keys().contains(key)) mapping.problem(key, "names no address; write host:port");
        for (String text : texts) address(mapping, key, text).ifPresent(found::add);
        return found.isEmpty() ? List.of(STAND_IN) : found;
    }

    private static Optional<Address> address(YamlMapping mapping, String key, String text) {
        try {
            return Optional.of(Address.parse(text, ZabbixServer.DEFAULT_PORT));
        } catch (IllegalArgumentException e) {
            mapping.problem(key, e.getMessage() + "; write host:port");
            return Optional.empty();
        }
    }
}

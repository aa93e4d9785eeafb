package nl.meldkamer.agent.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which a trapper takes a value or not ({@code zbx_process_trapper} and {@code zbx_host_check_permissions}
 * of the server's source), looked up in the API in the order in which the server checks them. Reads only. Thread-safe.
 */
final class ItemRules {

    private static final int TRAPPER = 2;
    private static final int HTTP_AGENT = 19;
    private static final int UNENCRYPTED = 1;

    private final Api api;

    ItemRules(Api api) {
        this.api = api;
    }

    /** The first rule that forbids values of this item; empty when none is seen to. */
    Optional<String> broken(String host, String key) throws ApiException {
        JsonNode found = api.call("host.get", Map.of("output", "extend", "filter", Map.of("host", List.of(host))))
                .path(0);
        if (found.isMissingNode())
            return Optional.of("unknown host: Zabbix has none of this technical name that the token's user may see");
        Optional<String> ofItem = item(found.path("hostid").asText(), key);
        return ofItem.isPresent() ? ofItem : host(found);
    }

    private Optional<String> item(String hostId, String key) throws ApiException {
        JsonNode item = api.call(
                        "item.get",
                        Map.of(
                                "output",
                                List.of("type", "status", "allow_traps", "trapper_hosts"),
                                "hostids",
                                List.of(hostId),
                                "filter",
                                Map.of("key_", List.of(key))))
                .path(0);
        if (item.isMissingNode()) return Optional.of("unknown key: the host has no item with it");
        int type = item.path("type").asInt();
        boolean trapping = type == HTTP_AGENT && item.path("allow_traps").asInt() == 1;
        if (type != TRAPPER && !trapping) return Optional.of("wrong type: the item is not of type Zabbix trapper");
        if (item.path("status").asInt() != 0) return Optional.of("disabled: the item is disabled");
        if (!item.path("trapper_hosts").asText().isEmpty())
            return Optional.of("not allowed, it seems: the item has a list of allowed hosts");
        return Optional.empty();
    }

    private static Optional<String> host(JsonNode host) {
        if (host.path("status").asInt() != 0) return Optional.of("disabled: the host is not monitored");
        boolean byProxy = host.path("monitored_by").asInt() != 0
                || host.path("proxy_hostid").asLong() != 0;
        if (byProxy) return Optional.of("proxy: one monitors the host, and the values must be sent there");
        if ((host.path("tls_accept").asInt(UNENCRYPTED) & UNENCRYPTED) == 0)
            return Optional.of("TLS identity, it seems: the host takes values over TLS only, with the PSK identity or"
                    + " the issuer and subject that are set there");
        return Optional.empty();
    }
}

package nl.meldkamer.agent.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.sender.TrapperConfig;

/**
 * A Zabbix that gets the samples.
 *
 * @param name under which the spool remembers what it is owed, wherever its address moves
 * @param addresses of its trappers, a server or proxy each; the nodes of one cluster, tried in this order; at least one
 * @param timeLimit of sending one packet
 * @param tls how the connections for each host are secured
 * @param api where it can be asked what its trapper does not tell
 */
public record ZabbixServer(String name, List<Address> addresses, Duration timeLimit, ServerTls tls, Optional<Api> api) {

    public static final int DEFAULT_PORT = 10051;

    /** Its name while the configuration does not give it one. */
    public static final String DEFAULT_NAME = "zabbix";

    /**
     * The API of its frontend.
     *
     * @param url of api_jsonrpc.php
     * @param token of a Zabbix user that may read the hosts and, from 7.0 on, call history.push
     */
    public record Api(URI url, Secret token) {}

    public ZabbixServer {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) throw new IllegalArgumentException("a Zabbix server has at least one address");
    }

    /** Without TLS and without an API. */
    static ZabbixServer plain(String name, List<Address> addresses) {
        return new ZabbixServer(
                name, addresses, TrapperConfig.DEFAULT_TIME_LIMIT, ServerTls.unencrypted(), Optional.empty());
    }

    /** How its trapper is reached. */
    public TrapperConfig trapper() {
        return TrapperConfig.to(addresses.stream()
                        .map(address -> new nl.meldkamer.sender.Address(address.host(), address.port()))
                        .toList())
                .withTimeLimit(timeLimit)
                .withTlsByHost(tls::of);
    }
}

package nl.meldkamer.agent.config;

import java.util.List;

/**
 * The Zabbix that gets the samples.
 *
 * @param addresses of its trappers, a server or proxy each; the nodes of one cluster, tried in this order; at least one
 */
public record ZabbixServer(List<Address> addresses) {

    public static final int DEFAULT_PORT = 10051;

    public ZabbixServer {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) throw new IllegalArgumentException("a Zabbix server has at least one address");
    }
}

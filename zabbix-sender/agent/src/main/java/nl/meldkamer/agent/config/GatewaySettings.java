package nl.meldkamer.agent.config;

import java.net.InetAddress;
import java.util.Set;

/**
 * That the daemon answers as a Java gateway of Zabbix.
 *
 * @param peers the only ones that may ask
 * @param answersFor the JMX interface, in Zabbix, of the daemon's host
 */
public record GatewaySettings(Address listen, Set<InetAddress> peers, Address answersFor) {

    static final int DEFAULT_PORT = 10052;

    public GatewaySettings {
        peers = Set.copyOf(peers);
    }
}

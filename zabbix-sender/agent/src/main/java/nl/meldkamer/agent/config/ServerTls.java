package nl.meldkamer.agent.config;

import java.util.Map;
import nl.meldkamer.sender.TlsSettings;

/**
 * How connections to a server are secured. In Zabbix a pre-shared key belongs to a host, and the values of another host are
 * refused under it.
 *
 * @param common for every host that has none of its own
 * @param byHost technical name of a host to what it has of its own
 */
public record ServerTls(TlsSettings common, Map<String, TlsSettings> byHost) {
    public ServerTls {
        byHost = Map.copyOf(byHost);
    }

    static ServerTls unencrypted() {
        return new ServerTls(TlsSettings.unencrypted(), Map.of());
    }

    public TlsSettings of(String host) {
        return byHost.getOrDefault(host, common);
    }
}

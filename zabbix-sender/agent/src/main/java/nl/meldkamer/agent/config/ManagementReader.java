package nl.meldkamer.agent.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads {@code jmx} and {@code java-gateway}, the two ways of Zabbix to the daemon's figures. */
final class ManagementReader {

    private static final String LOOPBACK = "127.0.0.1";

    private final Placeholders placeholders;

    ManagementReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    Optional<JmxSettings> jmx(YamlMapping document) {
        if (!document.has("jmx")) return Optional.empty();
        YamlMapping jmx = document.mapping("jmx");
        int port = jmx.integer("port", JmxSettings.DEFAULT_PORT);
        if (port < 1 || port > 65_535) jmx.problem("port", "is not in 1..65535");
        JmxSettings settings = new JmxSettings(port, jmx.text("user"), placeholders.secret(jmx, "password"));
        jmx.done();
        return Optional.of(settings);
    }

    Optional<GatewaySettings> gateway(YamlMapping document, Optional<JmxSettings> jmx) {
        if (!document.has("java-gateway")) return Optional.empty();
        YamlMapping gateway = document.mapping("java-gateway");
        Address listen = address(gateway, "listen", LOOPBACK, GatewaySettings.DEFAULT_PORT);
        int jmxPort = jmx.map(JmxSettings::port).orElse(JmxSettings.DEFAULT_PORT);
        Address answersFor = address(gateway, "answers-for", LOOPBACK, jmxPort);
        GatewaySettings settings = new GatewaySettings(listen, peers(gateway), answersFor);
        gateway.done();
        return Optional.of(settings);
    }

    private static Address address(YamlMapping at, String key, String host, int port) {
        try {
            return Address.parse(at.text(key, host), port);
        } catch (IllegalArgumentException e) {
            at.problem(key, e.getMessage() + "; write host:port");
            return new Address(host, port);
        }
    }

    private static Set<InetAddress> peers(YamlMapping gateway) {
        Set<InetAddress> peers = new HashSet<>();
        List<String> names = gateway.has("peers") ? gateway.texts("peers") : List.of(LOOPBACK);
        for (String name : names) {
            try {
                peers.addAll(Arrays.asList(InetAddress.getAllByName(name)));
            } catch (UnknownHostException e) {
                gateway.problem(
                        "peers", "'" + name + "' is not known; write addresses of the Zabbix servers and proxies");
            }
        }
        return peers;
    }
}

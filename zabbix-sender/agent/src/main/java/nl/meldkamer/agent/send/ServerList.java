package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what {@code -z} and {@code ServerActive} hold: destinations with {@code ,} between them, each of which gets all
 * values; in a destination the nodes of one cluster with {@code ;} between them, of which one is active. A node is
 * {@code name}, {@code name:port}, {@code IPv6} or {@code [IPv6]:port}.
 */
final class ServerList {
    static final int DEFAULT_PORT = 10051;

    private final Setting setting;
    private final int defaultPort;
    private final Set<ServerAddress> seen = new HashSet<>();

    private ServerList(Setting setting, int defaultPort) {
        this.setting = setting;
        this.defaultPort = defaultPort;
    }

    /** At least one destination of at least one node. */
    static List<List<ServerAddress>> parse(Setting setting, int defaultPort) throws InvalidSettingsException {
        ServerList list = new ServerList(setting, defaultPort);
        List<List<ServerAddress>> destinations = new ArrayList<>();
        for (String destination : setting.value().split(",", -1)) destinations.add(list.nodes(destination));
        return List.copyOf(destinations);
    }

    static List<List<ServerAddress>> withPort(List<List<ServerAddress>> destinations, int port) {
        return destinations.stream()
                .map(nodes -> nodes.stream()
                        .map(node -> new ServerAddress(node.host(), port))
                        .toList())
                .toList();
    }

    private List<ServerAddress> nodes(String destination) throws InvalidSettingsException {
        List<ServerAddress> nodes = new ArrayList<>();
        for (String node : destination.split(";", -1)) {
            ServerAddress address = address(node.strip());
            if (!seen.add(address))
                throw new InvalidSettingsException(setting.origin() + ": " + address + " is given more than once");
            nodes.add(address);
        }
        return List.copyOf(nodes);
    }

    private ServerAddress address(String node) throws InvalidSettingsException {
        int colon = node.lastIndexOf(':');
        if (node.startsWith("[")) return bracketed(node);
        if (colon >= 0 && node.indexOf(':') != colon) return new ServerAddress(ip6(node, node), defaultPort);
        if (colon < 0) return new ServerAddress(name(node, node), defaultPort);
        return new ServerAddress(name(node.substring(0, colon), node), port(node.substring(colon + 1), node));
    }

    private ServerAddress bracketed(String node) throws InvalidSettingsException {
        int close = node.indexOf(']');
        if (close < 0) throw invalid(node);
        String host = ip6(node.substring(1, close), node);
        String rest = node.substring(close + 1);
        if (rest.isEmpty()) return new ServerAddress(host, defaultPort);
        if (rest.charAt(0) != ':') throw invalid(node);
        return new ServerAddress(host, port(rest.substring(1), node));
    }

    private String ip6(String host, String node) throws InvalidSettingsException {
        if (!IpAddress.isVersion6(host)) throw invalid(node);
        return host;
    }

    private String name(String host, String node) throws InvalidSettingsException {
        if (host.isEmpty() || !host.chars().allMatch(ServerList::isNameCharacter)) throw invalid(node);
        return host;
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private int port(String digits, String node) throws InvalidSettingsException {
        return Digits.parse(digits, 1, 65_535).orElseThrow(() -> invalid(node));
    }

    private InvalidSettingsException invalid(String node) {
        return new InvalidSettingsException(setting.origin() + ": \"" + node
                + "\" is not an address: name, name:port, IPv4:port or [IPv6]:port is expected");
    }
}

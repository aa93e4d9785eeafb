package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.meldkamer.sender.Address;

/**
 * Reads what {@code -z} and {@code ServerActive} hold: destinations with {@code ,} between them, each of which gets all
 * values; in a destination the nodes of one cluster with {@code ;} between them, of which one is active. A node is
 * {@code name}, {@code name:port}, {@code IPv6} or {@code [IPv6]:port}.
 */
final class ServerList {
    private final Setting setting;
    private final int defaultPort;
    private final Set<String> seen = new HashSet<>();

    private ServerList(Setting setting, int defaultPort) {
        this.setting = setting;
        this.defaultPort = defaultPort;
    }

    /** At least one destination of at least one node. */
    static List<List<Address>> parse(Setting setting, int defaultPort) throws InvalidSettingsException {
        ServerList list = new ServerList(setting, defaultPort);
        List<List<Address>> destinations = new ArrayList<>();
        for (String destination : setting.value().split(",", -1)) destinations.add(list.nodes(destination));
        return List.copyOf(destinations);
    }

    static List<List<Address>> withPort(List<List<Address>> destinations, int port) {
        return destinations.stream()
                .map(nodes -> nodes.stream()
                        .map(node -> new Address(node.host(), port))
                        .toList())
                .toList();
    }

    private List<Address> nodes(String destination) throws InvalidSettingsException {
        List<Address> nodes = new ArrayList<>();
        for (String node : destination.split(";", -1)) {
            Address address = address(node.strip());
            if (!seen.add(address.toString()))
                throw new InvalidSettingsException(setting.origin() + ": " + address + " is given more than once");
            nodes.add(address);
        }
        return List.copyOf(nodes);
    }

    private Address address(String node) throws InvalidSettingsException {
        int colon = node.lastIndexOf(':');
        if (node.startsWith("[")) return bracketed(node);
        if (colon >= 0 && node.indexOf(':') != colon) return new Address(ip6(node, node), defaultPort);
        if (colon < 0) return new Address(name(node, node), defaultPort);
        return new Address(name(node.substring(0, colon), node), port(node.substring(colon + 1), node));
    }

    private Address bracketed(String node) throws InvalidSettingsException {
        int close = node.indexOf(']');
        if (close < 0) throw invalid(node);
        String host = ip6(node.substring(1, close), node);
        String rest = node.substring(close + 1);
        if (rest.isEmpty()) return new Address(host, defaultPort);
        if (rest.charAt(0) != ':') throw invalid(node);
        return new Address(host, port(rest.substring(1), node));
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
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-_".indexOf(c) >= 0;
    }

    private int port(String digits, String node) throws InvalidSettingsException {
        return Digits.parse(digits, 1, 65_535).orElseThrow(() -> invalid(node));
    }

    private InvalidSettingsException invalid(String node) {
        return new InvalidSettingsException(setting.origin() + ": \"" + node
                + "\" is not an address: name, name:port, IPv4:port or [IPv6]:port is expected");
    }
}

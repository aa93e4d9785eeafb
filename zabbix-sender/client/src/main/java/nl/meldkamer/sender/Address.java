package nl.meldkamer.sender;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a Zabbix server or proxy listens for trapper requests.
 *
 * @param host DNS name or IP address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    public static final int DEFAULT_PORT = 10051;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](?::([0-9]{1,5}))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|(0*:)+0*1", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_IPV6 =
            Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\\w+)?)");

    public Address {
        if (host.isBlank() || !host.equals(host.strip()))
            throw new IllegalArgumentException("host is empty or has spaces around it: '" + host + "'");
        if (host.indexOf(':') >= 0) requireIpv6(host);
        if (port < 1 || port > 65535) throw new IllegalArgumentException("port is not in 1..65535: " + port);
    }

    /** Reads {@code host}, {@code host:port}, {@code [IPv6]}, {@code [IPv6]:port} or a bare {@code IPv6}. */
    public static Address parse(String text) {
        String address = text.strip();
        return Stream.of(BRACKETED, PLAIN, BARE_IPV6)
                .map(form -> form.matcher(address))
                .filter(Matcher::matches)
                .findFirst()
                .map(Address::of)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not an address; write host, host:port or [IPv6]:port"));
    }

    /** Reads the nodes of one cluster, parted by {@code ;} as in ServerActive; at least one. */
    public static List<Address> parseCluster(String text) {
        return Stream.of(text.split(";", -1)).map(Address::parse).toList();
    }

    /** Whether it is plainly this machine: {@code localhost}, 127.0.0.0/8 or ::1. Other names are not looked up. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    // Written out, because the JVM takes 35 ms to make the ones of a record, and a command may send but one value.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** A host with a colon is never looked up by name. */
    private static void requireIpv6(String host) {
        try {
            InetAddress.getAllByName(host.replaceFirst("%.*", ""));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is not an IPv6 address", e);
        }
    }

    private static Address of(Matcher parts) {
        boolean hasPort = parts.groupCount() == 2 && parts.group(2) != null;
        return new Address(parts.group(1), hasPort ? Integer.parseInt(parts.group(2)) : DEFAULT_PORT);
    }
}

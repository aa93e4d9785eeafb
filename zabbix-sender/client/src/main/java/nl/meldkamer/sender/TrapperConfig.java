package nl.meldkamer.sender;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where and how a {@link TrapperSender} sends.
 *
 * @param addresses the nodes of one destination, at least one: a server, a proxy, or the nodes of an HA cluster, of
 *     which only one listens. Several destinations are several senders
 * @param timeLimit for the whole exchange: name, connect, handshake, write and read, over all nodes and a redirect; 1 ms
 *     to 10 minutes
 * @param sourceAddress local address to send from
 * @param tls how the connections of a host, given by its technical name, are secured: a PSK identity belongs to a host in
 *     Zabbix. Called for each packet, from any thread
 * @param compressAbove requests of more bytes of JSON than this are compressed; {@link Integer#MAX_VALUE} for never
 */
public record TrapperConfig(
        List<Address> addresses,
        Duration timeLimit,
        Optional<InetAddress> sourceAddress,
        Function<String, TlsSettings> tls,
        int compressAbove) {

    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(30);
    public static final int DEFAULT_COMPRESS_ABOVE = 1024;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public TrapperConfig {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) throw new IllegalArgumentException("there is no address to send to");
        if (timeLimit.compareTo(Duration.ofMillis(1)) < 0 || timeLimit.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("time limit is not in 1 ms..10 min: " + timeLimit);
        requireNonNull(sourceAddress, "sourceAddress is null");
        requireNonNull(tls, "tls is null");
        if (compressAbove < 0) throw new IllegalArgumentException("compressAbove is negative: " + compressAbove);
    }

    /**
     * The nodes of one destination; {@link Address#parseCluster} reads them from text. Compresses above
     * {@link #DEFAULT_COMPRESS_ABOVE}, but never to this machine itself, where it would cost both ends time and spare no
     * line.
     */
    public static TrapperConfig to(List<Address> addresses) {
        boolean local = addresses.stream().allMatch(Address::isLoopback);
        return new TrapperConfig(
                addresses,
                DEFAULT_TIME_LIMIT,
                Optional.empty(),
                host -> TlsSettings.unencrypted(),
                local ? Integer.MAX_VALUE : DEFAULT_COMPRESS_ABOVE);
    }

    public static TrapperConfig to(Address address) {
        return to(List.of(address));
    }

    public TrapperConfig withTimeLimit(Duration limit) {
        return new TrapperConfig(addresses, limit, sourceAddress, tls, compressAbove);
    }

    public TrapperConfig withSourceAddress(InetAddress address) {
        return new TrapperConfig(addresses, timeLimit, Optional.of(address), tls, compressAbove);
    }

    /** The same TLS for every host. */
    public TrapperConfig withTls(TlsSettings settings) {
        return withTlsByHost(host -> settings);
    }

    public TrapperConfig withTlsByHost(Function<String, TlsSettings> settings) {
        return new TrapperConfig(addresses, timeLimit, sourceAddress, settings, compressAbove);
    }

    public TrapperConfig withCompressAbove(int bytes) {
        return new TrapperConfig(addresses, timeLimit, sourceAddress, tls, bytes);
    }
}

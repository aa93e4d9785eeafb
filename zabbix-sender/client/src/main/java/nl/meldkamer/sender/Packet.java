package nl.meldkamer.sender;

import java.util.List;
import java.util.Optional;

/**
 * What goes out in one request: samples of one host, in order. One host, because a server that redirects to a proxy
 * decides by the first host alone, and because a TLS identity belongs to a host.
 *
 * @param session 32 hexadecimal digits; with it a server that honours sessions (6.0) drops an entry whose id is not
 *     above the last one it saw. Empty: no session is sent, nor ids
 * @param entries at least one
 */
public record Packet(Optional<String> session, List<Entry> entries) {

    /** A sample and its id, which rises within the host's session. */
    public record Entry(long id, Sample sample) {}

    public Packet {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) throw new IllegalArgumentException("a packet has at least one entry");
        String host = entries.get(0).sample().host();
        if (!entries.stream().allMatch(entry -> entry.sample().host().equals(host)))
            throw new IllegalArgumentException("a packet has one host");
        session.ifPresent(Packet::requireToken);
    }

    public static Packet of(List<Sample> samples) {
        return new Packet(
                Optional.empty(),
                samples.stream().map(sample -> new Entry(0, sample)).toList());
    }

    public String host() {
        return entries.get(0).sample().host();
    }

    public int size() {
        return entries.size();
    }

    private static void requireToken(String token) {
        if (!token.matches("[0-9a-f]{32}"))
            throw new IllegalArgumentException("a session is 32 hexadecimal digits in lower case");
    }
}

package nl.meldkamer.agent.send;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises IP addresses in text without asking a name server. */
final class IpAddress {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern VERSION_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern VERSION_6_ALPHABET = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[0-9a-zA-Z]+)?");

    private IpAddress() {}

    static Optional<InetAddress> parse(String text) {
        return VERSION_4.matcher(text).matches() ? literal(text) : parseVersion6(text);
    }

    static boolean isVersion6(String text) {
        return parseVersion6(text).isPresent();
    }

    private static Optional<InetAddress> parseVersion6(String text) {
        return VERSION_6_ALPHABET.matcher(text).matches() ? literal(text) : Optional.empty();
    }

    /** {@code text} has the shape of an address, so that no name is looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}

package nl.meldkamer.agent.config;

/** Where a server listens. */
public record Address(String host, int port) {

    public Address {
        if (host.isEmpty()) throw new IllegalArgumentException("the host is empty");
        if (port < 1 || port > 65535) throw new IllegalArgumentException("port " + port + " is not in 1..65535");
    }

    /**
     * Parses {@code host}, {@code host:port} or {@code [IPv6]:port}; an IPv6 address without a port needs no brackets.
     * Throws {@link IllegalArgumentException} that says what is wrong.
     */
    public static Address parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = colon >= 0 && (bracketed ? text.charAt(colon - 1) == ']' : text.indexOf(':') == colon);
        String host = hasPort ? text.substring(0, colon) : text;
        return new Address(unbracketed(host), hasPort ? port(text.substring(colon + 1)) : defaultPort);
    }

    private static String unbracketed(String host) {
        if (!host.startsWith("[")) return host;
        if (!host.endsWith("]")) throw new IllegalArgumentException("'" + host + "' lacks a closing bracket");
        return host.substring(1, host.length() - 1);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) throw new IllegalArgumentException("'" + text + "' is not a port");
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

package nl.meldkamer.templates.install;

/**
 * Where Zabbix asks for the values of a host.
 *
 * @param host a name, or an IP address without brackets
 */
public record HostInterface(Kind kind, String host, int port) {

    /** Who answers there. */
    public enum Kind {
        AGENT(1, "agent"),
        JMX(4, "JMX");

        private final int number;
        private final String label;

        Kind(int number, String label) {
            this.number = number;
            this.label = label;
        }

        /** In the API. */
        int number() {
            return number;
        }

        String label() {
            return label;
        }
    }

    public HostInterface {
        if (host.isEmpty()) throw new IllegalArgumentException("the host of an interface is empty");
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("port " + port + " is not in 1..65535");
    }

    /** As Zabbix tells the two apart: a name is looked up. */
    boolean isIpAddress() {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

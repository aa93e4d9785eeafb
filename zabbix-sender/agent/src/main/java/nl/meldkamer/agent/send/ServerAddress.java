package nl.meldkamer.agent.send;

/**
 * Where a trapper listens.
 *
 * @param host name or IP address, an IPv6 address without brackets
 */
record ServerAddress(String host, int port) {

    /** As zabbix_sender prints it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

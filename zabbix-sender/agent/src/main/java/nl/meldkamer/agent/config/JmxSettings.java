package nl.meldkamer.agent.config;

/**
 * That the daemon's figures can be read by JMX.
 *
 * @param port of the loopback interface
 */
public record JmxSettings(int port, String user, Secret password) {

    /** Where there is none given. */
    public static final int DEFAULT_PORT = 10053;
}

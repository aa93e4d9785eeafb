package nl.meldkamer.agent.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.security.auth.Subject;
import nl.meldkamer.agent.config.JmxSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Zabbix's Java gateway, or any JMX client on this machine, read the figures: over RMI on one port of the loopback
 * interface, with user and password, and nothing but reading. There can be one in a process, as RMI has settings that are
 * the process's own. Thread-safe.
 */
public final class JmxListener implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String NAME = "jmxrmi";
    private static final Logger log = LoggerFactory.getLogger(JmxListener.class);

    /** Both objects that are exported share the port only if their factories are equal. */
    private record Loopback() implements RMIServerSocketFactory {

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, 0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        }
    }

    private final Registry registry;
    private final RMIConnectorServer server;

    private JmxListener(Registry registry, RMIConnectorServer server) {
        this.registry = registry;
        this.server = server;
    }

    /** Starts to listen; throws when that can't be. */
    public static JmxListener open(JmxSettings settings, MBeanServer beans) throws IOException {
        // What clients are sent holds this address; by default it would be one that nothing listens on.
        System.setProperty("java.rmi.server.hostname", LOOPBACK);
        // Any user of the machine could put another server in the place of this one, and be told the password.
        System.setProperty("sun.rmi.registry.registryFilter", "!*");
        Loopback loopback = new Loopback();
        Map<String, Object> environment = Map.of(
                JMXConnectorServer.AUTHENTICATOR, (JMXAuthenticator) given -> authenticated(settings, given),
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, "java.lang.String;!*",
                RMIConnectorServer.SERIAL_FILTER_PATTERN,
                        "java.lang.*;java.rmi.**;java.util.*;javax.management.**;maxdepth=10;maxrefs=10000;!*");
        Registry registry = LocateRegistry.createRegistry(settings.port(), null, loopback);
        try {
            RMIJRMPServerImpl exported = new RMIJRMPServerImpl(settings.port(), null, loopback, environment);
            JMXServiceURL url = new JMXServiceURL("rmi", LOOPBACK, settings.port());
            RMIConnectorServer server = new RMIConnectorServer(url, environment, exported, ReadOnly.of(beans));
            server.start();
            registry.rebind(NAME, exported.toStub());
            return new JmxListener(registry, server);
        } catch (IOException e) {
            unexport(registry);
            throw e;
        }
    }

    private static Subject authenticated(JmxSettings settings, Object given) {
        boolean admitted = given instanceof String[] words
                && words.length == 2
                && words[0] != null
                && words[1] != null
                && new Credentials(settings.user(), settings.password()).are(words[0], words[1]);
        if (!admitted) throw new SecurityException("the user name or the password is wrong");
        return new Subject(true, Set.of(new JMXPrincipal(settings.user())), Set.of(), Set.of());
    }

    private static void unexport(Registry registry) {
        try {
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (NoSuchObjectException gone) {
            log.debug("the registry was gone already", gone);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            log.debug("the JMX listener was not closed in order", e);
        }
        unexport(registry);
    }
}

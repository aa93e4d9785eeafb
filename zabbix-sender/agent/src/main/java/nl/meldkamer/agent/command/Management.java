package nl.meldkamer.agent.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.management.MBeanServer;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.jmx.GatewayServer;
import nl.meldkamer.agent.jmx.JmxListener;
import nl.meldkamer.agent.jmx.Registration;
import nl.meldkamer.agent.jmx.Subjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's figures in the JVM's own bean server, and the ways to them that the configuration opens. */
final class Management implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Management.class);

    private interface Opening {
        AutoCloseable open() throws IOException;
    }

    private final List<AutoCloseable> open = new ArrayList<>();

    private Management() {}

    /** Throws {@link CommandException} when a way can't be opened; then none is. */
    static Management open(Configuration configuration, Subjects subjects) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Management management = new Management();
        management.open.add(Registration.of(beans, subjects));
        configuration
                .jmx()
                .ifPresent(jmx -> management.open(
                        "JMX can't be listened for on port " + jmx.port(), () -> JmxListener.open(jmx, beans)));
        configuration
                .gateway()
                .ifPresent(gateway -> management.open(
                        "the Java gateway can't listen on " + gateway.listen(),
                        () -> GatewayServer.open(gateway, configuration.jmx(), beans, subjects.version())));
        return management;
    }

    private void open(String failure, Opening opening) {
        try {
            open.add(opening.open());
        } catch (IOException e) {
            close();
            throw new CommandException(failure + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                log.warn("a way to the figures was not closed in order", e);
            }
        }
        open.clear();
    }
}

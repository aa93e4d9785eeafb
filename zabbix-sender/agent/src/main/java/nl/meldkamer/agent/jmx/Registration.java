package nl.meldkamer.agent.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's figures in a bean server, until it is closed. The names, once given, keep their meaning:
 *
 * <pre>
 * nl.meldkamer:type=Daemon
 * nl.meldkamer:type=Collection,group=NAME          one for each group
 * nl.meldkamer:type=Delivery,destination=NAME      one for each Zabbix that is delivered to
 * nl.meldkamer:type=Spool
 * nl.meldkamer:type=AuditStore                     where the daemon serves one
 * </pre>
 *
 * A name with characters that mean something in such a pattern stands in quotes ({@link ObjectName#quote}).
 */
public final class Registration implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private final MBeanServer server;
    private final List<ObjectName> names = new ArrayList<>();

    private Registration(MBeanServer server) {
        this.server = server;
    }

    /** Throws {@link IllegalStateException} when the server has such beans already. */
    public static Registration of(MBeanServer server, Subjects subjects) {
        Registration registration = new Registration(server);
        Supplier<List<DeliverySnapshot>> delivery = new Recent<>(subjects.delivery(), System::nanoTime);
        try {
            registration.add("type=Daemon", new Beans.DaemonBean(subjects));
            for (String group : subjects.groups())
                registration.add(
                        "type=Collection,group=" + quoted(group), new Beans.CollectionBean(group, subjects.statuses()));
            for (DeliverySnapshot destination : delivery.get())
                registration.add(
                        "type=Delivery,destination=" + quoted(destination.destination()),
                        new Beans.DeliveryBean(destination.destination(), delivery));
            registration.add("type=Spool", new Beans.SpoolBean(subjects.spool()));
            if (subjects.audit().isPresent())
                registration.add(
                        "type=AuditStore",
                        new Beans.AuditStoreBean(new Recent<>(subjects.audit().get(), System::nanoTime)));
            return registration;
        } catch (JMException e) {
            registration.close();
            throw new IllegalStateException("the daemon's figures can't be registered: " + e, e);
        }
    }

    private void add(String keys, Object bean) throws JMException {
        ObjectName name = name(keys);
        server.registerMBean(bean, name);
        names.add(name);
    }

    private static ObjectName name(String keys) throws MalformedObjectNameException {
        return new ObjectName(BeanReader.DOMAIN + ":" + keys);
    }

    private static String quoted(String name) {
        return name.matches("[^,=:\"*?\\n]+") ? name : ObjectName.quote(name);
    }

    @Override
    public void close() {
        for (ObjectName name : names) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException gone) {
                log.debug("{} was gone already", name);
            } catch (JMException e) {
                log.warn("{} could not be taken away", name, e);
            }
        }
        names.clear();
    }
}

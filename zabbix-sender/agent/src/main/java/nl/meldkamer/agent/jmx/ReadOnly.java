package nl.meldkamer.agent.jmx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.management.MBeanServer;

/** A bean server of which everything can be read, and nothing changed or called. */
final class ReadOnly {

    private static final Set<String> READING = Set.of(
            "getAttribute",
            "getAttributes",
            "getDefaultDomain",
            "getDomains",
            "getMBeanCount",
            "getMBeanInfo",
            "getObjectInstance",
            "getClassLoaderFor",
            "getClassLoaderRepository",
            "isInstanceOf",
            "isRegistered",
            "queryMBeans",
            "queryNames");

    private ReadOnly() {}

    static MBeanServer of(MBeanServer server) {
        return (MBeanServer) Proxy.newProxyInstance(
                ReadOnly.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class},
                (proxy, method, arguments) -> call(server, method, arguments));
    }

    private static Object call(MBeanServer server, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() != Object.class && !READING.contains(method.getName()))
            throw new SecurityException("the figures can be read, and nothing else");
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

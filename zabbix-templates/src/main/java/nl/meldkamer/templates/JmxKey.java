package nl.meldkamer.templates;

/** The keys by which a Java gateway is asked for the daemon's beans, and the macros of the login that it needs for that. */
final class JmxKey {

    static final String USER = "{$MELDKAMER.JMX.USER}";
    static final String PASSWORD = "{$MELDKAMER.JMX.PASSWORD}";

    /** What Zabbix makes of a JMX interface, by default; an import has to say it. */
    static final String ENDPOINT = "service:jmx:rmi:///jndi/rmi://{HOST.CONN}:{HOST.PORT}/jmxrmi";

    private JmxKey() {}

    /** An attribute; of beans of which there are several, that of the one that was discovered. */
    static String get(JmxBean bean, Item item) {
        String attribute = item.value().toString();
        if (!bean.attributes().contains(attribute) || item.isPrototype() != bean.isPattern())
            throw new IllegalArgumentException(
                    "item '" + item.key() + "' must be of one attribute of " + bean.objectName());
        return "jmx[\"" + (bean.isPattern() ? bean.discoveredName() : bean.objectName()) + "\"," + attribute + "]";
    }

    static String discovery(JmxBean bean) {
        return "jmx.discovery[beans,\"" + bean.objectName() + "\"]";
    }
}

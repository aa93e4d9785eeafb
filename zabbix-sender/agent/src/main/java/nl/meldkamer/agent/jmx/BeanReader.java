package nl.meldkamer.agent.jmx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.sender.ItemKey.Parameter;

/**
 * Answers the keys of JMX items from a bean server, as Zabbix's own Java gateway does (Zabbix documentation, "JMX
 * monitoring"): {@code jmx[OBJECT,ATTRIBUTE]}, where dots lead into composite data and {@code \.} is a dot, and
 * {@code jmx.discovery[beans,PATTERN]}. What else that gateway knows, {@code jmx.get} and the discovery of attributes, is
 * refused. Thread-safe.
 */
final class BeanReader {

    /** Of the daemon's own beans. */
    static final String DOMAIN = "nl.meldkamer";

    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\.");
    private static final Pattern MACRO_NAME = Pattern.compile("[A-Z0-9_.]+");

    private final MBeanServer server;

    BeanReader(MBeanServer server) {
        this.server = server;
    }

    /** Throws {@link NoValueException} with the reason when there is none. */
    String value(String text) throws NoValueException {
        try {
            ItemKey key = ItemKey.parse(text);
            return switch (key.name()) {
                case "jmx" -> attribute(texts(key, 2, 3));
                case "jmx.discovery" -> discovery(texts(key, 1, 3));
                default -> throw new NoValueException("key '" + key.name() + "' is not known to this gateway");
            };
        } catch (MalformedObjectNameException e) {
            throw new NoValueException("the name of the bean is wrong: " + e.getMessage());
        } catch (InstanceNotFoundException e) {
            throw new NoValueException("there is no bean " + e.getMessage());
        } catch (JMException e) {
            throw new NoValueException(reason(e));
        } catch (RuntimeMBeanException e) {
            throw new NoValueException(reason(e.getTargetException()));
        } catch (IllegalArgumentException e) {
            throw new NoValueException(reason(e));
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static List<String> texts(ItemKey key, int least, int most) throws NoValueException {
        int count = key.parameters().size();
        if (count < least || count > most)
            throw new NoValueException(key.name() + " has " + least + " to " + most + " parameters, and not " + count);
        return key.parameters().stream()
                .map(parameter -> parameter instanceof Parameter.Text given ? given.value() : "")
                .toList();
    }

    private String attribute(List<String> parameters) throws JMException, NoValueException {
        ObjectName bean = new ObjectName(parameters.get(0));
        String[] path = SEPARATOR.split(parameters.get(1), -1);
        Object found = server.getAttribute(bean, unescaped(path[0]));
        for (int i = 1; i < path.length; i++) found = field(found, unescaped(path[i]));
        return written(found);
    }

    private static Object field(Object found, String name) throws NoValueException {
        if (found instanceof CompositeData data) return data.get(name);
        throw new NoValueException("there is no field '" + name + "' in what is no composite data");
    }

    private static String written(Object found) throws NoValueException {
        if (found == null) throw new NoValueException("it has no value now");
        if (found instanceof CompositeData
                || found instanceof TabularData
                || found.getClass().isArray())
            throw new NoValueException("it is made of several values; name one of its fields");
        return found.toString();
    }

    private static String unescaped(String name) {
        return name.replaceAll("\\\\([.\\\\])", "$1");
    }

    private String discovery(List<String> parameters) throws JMException, NoValueException {
        if (!parameters.get(0).equals("beans"))
            throw new NoValueException("this gateway discovers beans only: jmx.discovery[beans,PATTERN]");
        ObjectName pattern = new ObjectName(parameters.size() < 2 ? "*:*" : parameters.get(1));
        ArrayNode beans = JsonNodeFactory.instance.arrayNode();
        server.queryNames(pattern, null).stream()
                .sorted()
                .map(BeanReader::macros)
                .forEach(beans::add);
        return JsonNodeFactory.instance.objectNode().set("data", beans).toString();
    }

    private static ObjectNode macros(ObjectName bean) {
        Map<String, String> macros = new TreeMap<>();
        bean.getKeyPropertyList().forEach((property, value) -> {
            String name = property.toUpperCase(Locale.ROOT);
            if (MACRO_NAME.matcher(name).matches()) macros.put("{#JMX" + name + "}", value);
        });
        macros.put("{#JMXDOMAIN}", bean.getDomain());
        macros.put("{#JMXOBJ}", bean.toString());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        macros.forEach(json::put);
        return json;
    }
}

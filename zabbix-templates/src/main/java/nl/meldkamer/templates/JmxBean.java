package nl.meldkamer.templates;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The MXBeans that the daemon offers. */
public enum JmxBean {
    DAEMON("type=Daemon", "Version Host Groups FailingGroups KnownKeys TurnedAwayValues"),
    COLLECTION("type=Collection,group=*", "Group Source Status TookMillis Error"),
    DELIVERY(
            "type=Delivery,destination=*",
            "Accepted Rejected Dead Unknown Refused NotSent Held BlockedHosts Waiting OldestSeconds"),
    SPOOL(
            "type=Spool",
            "Appended Dropped DroppedForAge DroppedForRoom DroppedAsRefused DroppedByDisk DroppedDeadLetters"),
    AUDIT_STORE("type=AuditStore,*", "Waiting Stored Duplicates Conflicts Refused");

    private static final Pattern PROPERTY = Pattern.compile(",([a-z]+)=\\*");

    private final String objectName;
    private final String attributes;

    JmxBean(String keys, String attributes) {
        objectName = "nl.meldkamer:" + keys;
        this.attributes = attributes;
    }

    /** A pattern where there are several. */
    public String objectName() {
        return objectName;
    }

    public Set<String> attributes() {
        return Set.of(attributes.split(" "));
    }

    /** That of one bean that the pattern finds, by the macros of the discovery. */
    String discoveredName() {
        if (objectName.endsWith(",*")) return "nl.meldkamer:type={#JMXTYPE}";
        return PROPERTY.matcher(objectName)
                .replaceAll(property ->
                        "," + property.group(1) + "={#JMX" + property.group(1).toUpperCase(Locale.ROOT) + "}");
    }

    boolean isPattern() {
        return objectName.endsWith("*");
    }

    Set<String> columns() {
        Set<String> columns = new TreeSet<>(attributes());
        columns.add("type");
        PROPERTY.matcher(objectName).results().forEach(property -> columns.add(property.group(1)));
        return columns;
    }
}

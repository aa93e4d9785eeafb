package nl.meldkamer.templates;

/** How Zabbix comes by the values of a template. */
public enum Via {
    /** The daemon pushes them. */
    TRAPPER(
            "trapper",
            "Zabbix trapper",
            "TRAP",
            "All values are pushed by the Meldkamer collector; the host needs no interface."),

    /**
     * Zabbix asks the agent, whose module asks the daemon. The checks are passive ones: an agent does active ones only for
     * the hosts that it is named after, and a site's host has a name of its own.
     */
    AGENT(
            "agent",
            "Zabbix agent",
            "ZABBIX_PASSIVE",
            "Zabbix asks the agent for all values, whose module meldkamer.so asks the Meldkamer collector; the host needs"
                    + " an agent interface."),

    /** As {@link #AGENT}, with the plugin of agent 2. */
    AGENT2(
            "agent2",
            "Zabbix agent 2",
            "ZABBIX_PASSIVE",
            "Zabbix asks agent 2 for all values, whose plugin meldkamer-agent2 asks the Meldkamer collector; the host"
                    + " needs an agent interface."),

    /** Zabbix's Java gateway, or the daemon in its place, is asked for the daemon's own figures. */
    JMX(
            "jmx",
            "JMX",
            "JMX",
            "Zabbix asks its Java gateway, or the collector in its place, for all values; the host needs a JMX interface.");

    private final String option;
    private final String label;
    private final String itemType;
    private final String note;

    Via(String option, String label, String itemType, String note) {
        this.option = option;
        this.label = label;
        this.itemType = itemType;
        this.note = note;
    }

    /** As it is written on the command line, and in the names of files. */
    public String option() {
        return option;
    }

    /** As it stands in the name of a template: "... by Zabbix trapper". */
    public String label() {
        return label;
    }

    /** Whether Zabbix asks for the values, at an interval and through an interface of the host. */
    public boolean isPulled() {
        return this != TRAPPER;
    }

    /** The type of its items in Zabbix's exports. */
    String itemType() {
        return itemType;
    }

    /** A sentence for whoever links the template to a host. */
    String note() {
        return note;
    }

    @Override
    public String toString() {
        return option;
    }
}

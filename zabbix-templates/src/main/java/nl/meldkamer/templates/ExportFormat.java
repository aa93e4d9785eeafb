package nl.meldkamer.templates;

/**
 * The export formats that templates are written in. Newer servers import every older format, but not without loss: 7.0
 * loses the columns of plain text when it takes it from 6.0. Older ones refuse what they do not know.
 */
public enum ExportFormat {
    /** Zabbix 6.0: template groups are host groups, dashboards have 24 columns, widgets are of fixed kinds. */
    ZABBIX_6_0("6.0", "groups", "group", 1, "90d"),
    /** Zabbix 7.0: template groups are their own, dashboards have 72 columns, widgets are modules. */
    ZABBIX_7_0("7.0", "template_groups", "template_group", 3, "31d");

    private final String version;
    private final String groupsElement;
    private final String groupElement;
    private final int columnScale;
    private final String usualHistory;

    ExportFormat(String version, String groupsElement, String groupElement, int columnScale, String usualHistory) {
        this.version = version;
        this.groupsElement = groupsElement;
        this.groupElement = groupElement;
        this.columnScale = columnScale;
        this.usualHistory = usualHistory;
    }

    public String version() {
        return version;
    }

    /** The element of the document that declares the template's groups. */
    String groupsElement() {
        return groupsElement;
    }

    String groupElement() {
        return groupElement;
    }

    /** Columns of its dashboards for one of {@link Dashboard.Area}. */
    int columnScale() {
        return columnScale;
    }

    /** How long values are kept where nothing is said. */
    String usualHistory() {
        return usualHistory;
    }
}

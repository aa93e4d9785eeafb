package nl.meldkamer.templates;

/**
 * The export formats that templates are written in. Newer servers import every older format; older ones refuse what
 * they do not know.
 */
public enum ExportFormat {
    /** Zabbix 6.0: template groups are host groups, dashboards have 24 columns. */
    ZABBIX_6_0("6.0", "groups", 1);

    private final String version;
    private final String groupsElement;
    private final int columnScale;

    ExportFormat(String version, String groupsElement, int columnScale) {
        this.version = version;
        this.groupsElement = groupsElement;
        this.columnScale = columnScale;
    }

    public String version() {
        return version;
    }

    /** The element of the document that declares the template's groups. */
    String groupsElement() {
        return groupsElement;
    }

    /** Columns of its dashboards for one of {@link Dashboard.Area}. */
    int columnScale() {
        return columnScale;
    }
}

package nl.meldkamer.templates;

/** Zabbix's own, lowest first. */
public enum Severity {
    NOT_CLASSIFIED,
    INFO,
    WARNING,
    AVERAGE,
    HIGH,
    DISASTER
}

package nl.meldkamer.templates;

/** What Zabbix stores: a whole number of 0 and up, a 64-bit float, up to 255 characters, up to 65,535 bytes. */
public enum ValueType {
    UNSIGNED,
    FLOAT,
    CHAR,
    TEXT
}

package nl.meldkamer.audit.rule;

/** How much a breach matters. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}

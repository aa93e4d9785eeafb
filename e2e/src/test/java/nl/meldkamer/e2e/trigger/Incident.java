package nl.meldkamer.e2e.trigger;

/**
 * A problem that Zabbix told.
 *
 * @param severity as a number: 0 is not classified, 5 a disaster
 * @param began clock of the value that it was told from
 */
record Incident(String name, String operationalData, int severity, long began, boolean ended) {}

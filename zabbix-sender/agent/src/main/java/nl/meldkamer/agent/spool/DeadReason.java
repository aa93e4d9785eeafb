package nl.meldkamer.agent.spool;

/**
 * Why samples were given up, and how many of them. Immutable and thread-safe.
 *
 * @param reason as it was found out; may quote what Zabbix said
 */
public record DeadReason(String reason, long count) {}

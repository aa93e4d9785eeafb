package nl.meldkamer.agent.delivery;

import nl.meldkamer.sender.Sender;

/**
 * A Zabbix that gets every sample.
 *
 * @param name under which the spool remembers what it is owed
 */
public record Destination(String name, Sender sender) {}

package nl.meldkamer.agent.delivery;

import nl.meldkamer.sender.Sender;

/**
 * A Zabbix that gets every sample.
 *
 * @param name under which the spool remembers what it is owed
 * @param reasons why it rejected values
 */
public record Destination(String name, Sender sender, RejectionReasons reasons) {

    /** With a reason for rejected values that anyone could give. */
    public Destination(String name, Sender sender) {
        this(name, sender, RejectionReasons.NOT_KNOWN);
    }
}

package nl.meldkamer.sender;

/** Sends one packet and says what became of it. Thread-safe; each call makes its own connection, as Zabbix demands. */
public interface Sender {

    /**
     * One attempt, within the sender's time limit. Does not retry what may have been processed and throws nothing for
     * what a network or a server can do: all of that is in the outcome. An interrupt ends the attempt and stays set.
     */
    Outcome send(Packet packet);
}

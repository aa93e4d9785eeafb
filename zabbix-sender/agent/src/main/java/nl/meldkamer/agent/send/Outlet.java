package nl.meldkamer.agent.send;

import nl.meldkamer.sender.Packet;

/** Takes packets to be sent. */
interface Outlet {

    /** Waits while too much is under way. Packets of one lane go out in the order in which they were put. */
    void put(int lane, Packet packet) throws InterruptedException;
}

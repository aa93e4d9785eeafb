package nl.meldkamer.agent.jmx;

/** Delivery to one destination; counts are since the start. */
public interface DeliveryMXBean {

    /** Samples that it took. */
    long getAccepted();

    /** Times that it rejected a single sample. */
    long getRejected();

    /** Samples given up, which are dead letters now. */
    long getDead();

    /** Packets without an answer that accounts for every sample. */
    long getUnknown();

    /** Packets that were refused as a whole. */
    long getRefused();

    /** Packets that reached no server. */
    long getNotSent();

    /** Items that wait after a rejection. */
    long getHeld();

    /** Hosts whose last packet did not come through. */
    long getBlockedHosts();

    /** Samples that are owed to it. */
    long getWaiting();

    /** How long the oldest of these has waited; 0 when none does. */
    long getOldestSeconds();
}

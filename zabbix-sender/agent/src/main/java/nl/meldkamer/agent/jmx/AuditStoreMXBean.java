package nl.meldkamer.agent.jmx;

/** The audit store that the daemon serves; counts are since the start. */
public interface AuditStoreMXBean {

    /** Events that wait to be written, or are being written. */
    int getWaiting();

    /** Events that were stored. */
    long getStored();

    /** Events that were stored already. */
    long getDuplicates();

    /** Events with the identity of another that says something else. */
    long getConflicts();

    /** Events that were refused because too many waited. */
    long getRefused();
}

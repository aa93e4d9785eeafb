package nl.meldkamer.agent.jmx;

/** The spool; counts are since the start. */
public interface SpoolMXBean {

    /** Samples that were stored. */
    long getAppended();

    /** Samples that were lost, for whatever reason. */
    long getDropped();

    /** Of these, those that had grown too old. */
    long getDroppedForAge();

    /** Of these, those that made room for newer ones. */
    long getDroppedForRoom();

    /** Of these, those that found the spool full. */
    long getDroppedAsRefused();

    /** Of these, those that the disk did not take. */
    long getDroppedByDisk();

    /** Dead letters that went because there were too many. */
    long getDroppedDeadLetters();
}

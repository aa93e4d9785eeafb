package nl.meldkamer.agent.jmx;

/** The daemon as a whole. */
public interface DaemonMXBean {

    String getVersion();

    /** Technical name of the host that it collects for. */
    String getHost();

    /** Groups that it collects. */
    int getGroups();

    /** Groups whose last run failed. */
    int getFailingGroups();

    /** Keys of which it knows the latest value, or why there is none. */
    int getKnownKeys();

    /** Values that it had no room to remember, since the start. */
    long getTurnedAwayValues();
}

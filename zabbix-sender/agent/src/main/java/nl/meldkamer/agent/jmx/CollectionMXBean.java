package nl.meldkamer.agent.jmx;

/**
 * One group that is collected. Until its first run has ended, all but its name fail with the reason: there is no figure
 * that would be true.
 */
public interface CollectionMXBean {

    String getGroup();

    String getSource();

    /** 0 ok, 1 query failed, 2 table or column missing, 3 skipped, 4 source unreachable. */
    int getStatus();

    /** Of the last run, in milliseconds. */
    long getTookMillis();

    /** Why the last run failed, without secrets; empty when it did not. */
    String getError();
}

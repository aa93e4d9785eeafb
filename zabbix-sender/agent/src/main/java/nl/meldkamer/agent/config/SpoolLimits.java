package nl.meldkamer.agent.config;

import java.time.Duration;

/**
 * How much the spool may hold.
 *
 * @param maxSize bytes on disk
 * @param maxAge of a sample that Zabbix has not taken
 */
public record SpoolLimits(long maxSize, Duration maxAge, WhenFull whenFull) {

    public static final SpoolLimits DEFAULT = new SpoolLimits(1L << 30, Duration.ofDays(30), WhenFull.DROP_OLDEST);

    /** What gives way when the spool is full. */
    public enum WhenFull {
        DROP_OLDEST,
        REFUSE_NEW
    }
}

package nl.meldkamer.agent.spool;

/** Why samples were lost, the only ways in which the spool loses any. Each is counted. */
public enum DropReason {
    /** The oldest made room at the size limit, as {@link SpoolLimits.WhenFull#DROP_OLDEST} says. */
    OLDEST,
    /** New ones were refused at the size limit, as {@link SpoolLimits.WhenFull#REFUSE_NEW} says; the caller knows. */
    REFUSED,
    /** They waited longer than the age limit. */
    AGE,
    /** The disk was full or failed; the caller knows. */
    DISK,
    /** A dead letter made room for a newer one. */
    DEAD_LETTER
}

package nl.meldkamer.e2e.audit;

/** What happens to a round, one to three times. */
enum Fault {
    /** The process that writes and seals is killed. */
    KILLED_PRODUCER,
    /** PostgreSQL is killed, with all its processes. */
    KILLED_DATABASE,
    /** The connection breaks at a COMMIT: the server never hears of it, or has done it and is not heard. */
    CUT_CONNECTIONS,
    /** Something fills PostgreSQL's disk to the last byte, and is gone a little after nothing can be written. */
    FULL_DISK,
    /** A second process writes to the same stream, and one of the two is stopped for a while, wherever it is. */
    TWO_WRITERS,
    /** The clock of who writes and seals is set back and forth. */
    CHANGED_CLOCK
}

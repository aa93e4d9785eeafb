package nl.meldkamer.e2e.audit;

/** What is killed in a round. */
enum Fault {
    /** The process that writes and seals. */
    KILLED_PRODUCER,
    /** PostgreSQL, with all its processes. */
    KILLED_DATABASE
}

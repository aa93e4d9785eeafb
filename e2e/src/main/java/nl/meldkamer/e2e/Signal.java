package nl.meldkamer.e2e;

/** What a server is told so that it ends. */
enum Signal {
    TERM,
    /** PostgreSQL's fast shutdown: it does not wait for its clients to leave. */
    INT,
    KILL
}

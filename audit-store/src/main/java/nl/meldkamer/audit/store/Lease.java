package nl.meldkamer.audit.store;

/**
 * The right to number the events of a stream.
 *
 * @param fence one more than that of whoever had it before
 */
record Lease(int stream, long fence) {}

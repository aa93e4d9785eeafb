package nl.meldkamer.e2e.fault;

/** Where a connection breaks, seen from the sender. */
public enum Cut {
    /** Nothing breaks. */
    NOWHERE,
    /** Accepted and closed: the server never hears of it. */
    BEFORE_REQUEST,
    /** The server gets part of the request, which it cannot use. */
    INSIDE_REQUEST,
    /** The server has processed the request; of its answer the sender gets nothing. */
    AFTER_REQUEST,
    /** The server has processed the request; the sender gets part of the answer. */
    INSIDE_ANSWER
}

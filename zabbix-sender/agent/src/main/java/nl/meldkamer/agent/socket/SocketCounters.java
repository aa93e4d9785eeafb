package nl.meldkamer.agent.socket;

/**
 * What happened on the socket since the start.
 *
 * @param stored values that were handed over and spooled
 * @param refused values that were handed over and not spooled
 * @param told questions about a key that were answered with a value
 * @param untold questions about a key that were answered with a reason
 * @param malformed connections ended because of bytes that were no request
 * @param late connections ended because a request or its reply took too long
 * @param busy connections turned away because as many as are allowed were open
 * @param denied connections turned away because of the user at the other end
 */
public record SocketCounters(
        long stored, long refused, long told, long untold, long malformed, long late, long busy, long denied) {}

package nl.meldkamer.audit.seal;

/**
 * Something that is not as it was sealed.
 *
 * @param seq the first event that it concerns
 * @param what what is wrong, without anything of what the event says
 */
public record Fault(long seq, String what) {}

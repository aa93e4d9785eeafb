package nl.meldkamer.sender;

/**
 * What an item of type Log carries beside its value, as further fields of a "sender data" row.
 *
 * @param timestamp when the line was logged, seconds since 1970 UTC; 0 when not known
 * @param source who logged it, may be empty
 * @param severity as the source numbers it; 0 when not known
 * @param eventId as the source numbers it; 0 when not known
 */
public record LogEntry(long timestamp, String source, int severity, long eventId) {}

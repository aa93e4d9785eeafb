package nl.meldkamer.agent.socket;

/**
 * What the daemon can tell from memory.
 *
 * @param version of the program
 */
public record Knowledge(String version, LatestValues latest, Confirmations confirmations) {}

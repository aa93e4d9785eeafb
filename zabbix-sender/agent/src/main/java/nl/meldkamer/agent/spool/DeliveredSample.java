package nl.meldkamer.agent.spool;

import java.time.Instant;
import nl.meldkamer.sender.Sample;

/**
 * A value that a destination has acknowledged.
 *
 * @param id in the record of delivered samples
 * @param at when it was acknowledged
 * @param destination its bit
 */
public record DeliveredSample(long id, Instant at, long destination, Sample sample) {}
